import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { type StaffAgent, signedIn } from '../support/staff.ts'
import { type ThingsOfUnit, thingsOf } from './things-of-units.ts'

describe.each(databases)('An auditor of the province, on $name', ({ dialect }) => {
  let app: RunningApp
  let auditor: StaffAgent
  let things: ThingsOfUnit
  beforeAll(async () => {
    app = await startApp(dialect, { clock: () => new Date('2026-11-24T03:00:00Z') })
    things = await thingsOf(app, 'demo-dak-mil')
    auditor = await signedIn(app, { role: 'auditor' })
  })
  afterAll(() => app.stop())

  const menuOf = async (agent: StaffAgent): Promise<string[]> => {
    const { text } = await agent.get('/home')
    const [menu = ''] = /<ul class="site-nav">[\s\S]*?<\/ul>/.exec(text) ?? []
    return [...menu.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)
  }

  it('finds every page in the menu that an administrator finds', async () => {
    const everything = await menuOf(await signedIn(app, { role: 'administrator' }))
    expect(everything.length).toBeGreaterThan(12)
    expect(await menuOf(auditor)).toEqual(everything)
  })

  it('can read each of them, and what is behind it, and finds nothing there that would change anything', async () => {
    const { touchpoint, device, batch, wave, staff, unit } = things
    const pages = [
      ...(await menuOf(auditor)),
      `/touchpoints/${touchpoint}`,
      `/devices/${device}`,
      `/entries/${batch}`,
      `/entries/${batch}/check`,
      `/waves/${wave}`,
      `/waves/${wave}/template.csv`,
      `/staff/${staff}`,
      `/units/${unit}`,
      '/units/changes.csv',
      `/dossiers/imports/${things.import}`,
      `/review/${touchpoint}/2026-11-02`,
      '/instruments/versions/one-stop-1',
      '/instruments/drafts/sipas-2640',
      '/instruments/drafts/sipas-2640/preview?as=kiosk',
    ]
    const links = new Set<string>()
    for (const path of pages) {
      const { status, text } = await auditor.get(path)
      expect([path, status]).toEqual([path, 200])
      const forms = [...text.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"/g)].map(([, to]) => to)
      // The preview of a questionnaire has its form, which cannot be sent.
      const changing = forms.filter((to) => to !== '/sign-out' && !path.includes('/preview'))
      expect([path, changing]).toEqual([path, []])
      for (const [, href = ''] of text.matchAll(/<a [^>]*href="(\/[^"]*)"/g))
        links.add(href.replaceAll('&#38;', '&'))
    }
    expect(links.size).toBeGreaterThan(50)
    for (const href of links) {
      const { status } = await auditor.get(href)
      expect([href, status]).toEqual([href, expect.toSatisfy((code) => code < 400)])
    }
  })
})
