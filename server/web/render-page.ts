import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import type { Response } from 'express'
import { type Pages, pageSettings } from '../pages.ts'
import { projectRoot } from '../project.ts'
import { asset } from './assets.ts'
import type { Language, Translate } from './i18n.ts'
import type { ProvinceFrame } from './layout.page.ts'

const VIEWS = join(projectRoot, 'views')
const LOCALS = ['page', 't', 'locale', 'asset', 'csrfToken']

type Template = (locals: object) => string

/** Sends a page. @returns the HTML that was sent. */
export type RenderPage = <View extends keyof Pages>(
  response: Response,
  view: View,
  page: Pages[View],
) => string

/** The one door to the views. Outside production a view that asks for what its model lacks fails instead of printing nothing. */
export function createRenderPage({
  production,
  simulated,
  provinceOf,
}: {
  production: boolean
  simulated: boolean
  /** What a page shows of the province around what it is about. */
  provinceOf(response: Response, options: { withLogo: boolean }): ProvinceFrame
}): RenderPage {
  const templates = new Map<string, Template>()
  // Compiled at start, so that a missing or broken view stops the program and not a visitor.
  if (production) for (const view of Object.keys(pageSettings)) template(view)

  return (response, view, page) => {
    const t: Translate = response.locals['t']
    const locale: string = response.locals['language']
    const settings = pageSettings[view]
    const { staff, staffMenu, csrfToken = '' } = response.locals
    const shared = { t, locale, asset, csrfToken }
    const bodyHtml = template(view)({ ...shared, page: guarded(page) })
    const layout = {
      title: page.title,
      bodyHtml,
      scripts: settings.scripts,
      vendorScripts: settings.vendorScripts ?? [],
      bodyClass: settings.bodyClass ?? '',
      languages: languagesOf(response, response.locals['offeredLanguages'] ?? [], locale),
      province: provinceOf(response, { withLogo: settings.isLight !== true }),
      staff: staff ? { name: staff.name, menu: staffMenu } : null,
      simulated,
    }
    const html = template(`layouts/${settings.layout}`)({ ...shared, page: guarded(layout) })
    response.type('html').send(html)
    return html
  }

  function template(name: string): Template {
    const known = templates.get(name)
    if (known) return known
    const filename = join(VIEWS, `${name}.ejs`)
    const compiled = ejs.compile(readFileSync(filename, 'utf8'), {
      filename,
      cache: production,
      strict: true,
      destructuredLocals: LOCALS,
      localsName: 'locals',
      rmWhitespace: true,
    }) as Template
    if (production) templates.set(name, compiled)
    return compiled
  }

  function guarded<T extends object>(model: T): T {
    return production ? model : guard(model)
  }
}

/**
 * Query-only links stay on the page, whatever its path is (`//elsewhere.example`, say).
 * A page that answers a post, or that is kept for others, names the path it can be had at in `pagePath`.
 */
function languagesOf(response: Response, languages: readonly Language[], current: string) {
  const { originalUrl } = response.req
  const pagePath: string | undefined = response.locals['pagePath']
  const start = pagePath === undefined ? originalUrl.indexOf('?') : -1
  const query = new URLSearchParams(start === -1 ? '' : originalUrl.slice(start))
  return languages.map(({ tag: lang, label }) => {
    query.set('lang', lang)
    return {
      lang,
      label,
      href: `${pagePath ?? ''}?${query}`,
      current: lang === current,
    }
  })
}

/** Throws on a property that the model does not have: EJS would print nothing, which on a report is a silent lie. */
function guard<T>(model: T): T {
  if (model === null || typeof model !== 'object') return model
  if (Array.isArray(model)) return model.map(guard) as T
  return new Proxy(model, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target)) {
        throw new Error(`the view asks for «${key}», which its page model does not have`)
      }
      return guard(Reflect.get(target, key))
    },
  })
}
