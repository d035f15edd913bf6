import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../server/project.ts'
import { LOCALES, type Locale, loadTranslations, type Translate } from '../../server/web/i18n.ts'

const NAME = '$t(common:product) {{name}} {{- name}} $& %s'

describe.each(LOCALES)('A name inside the words of a page in %s (F29)', (locale) => {
  let t: Translate
  beforeAll(async () => {
    t = (await loadTranslations())[locale]
  })

  it('is printed as it is: no translation within, no other value', () => {
    const withNames = wordsOf(locale).filter(({ words }) => words.includes('{{'))
    expect(withNames.length).toBeGreaterThan(10)
    for (const { key, words } of withNames) {
      const variables = [...words.matchAll(/\{\{-?\s*(\w+)/g)].map((match) => match[1] ?? '')
      const printed = t(key, Object.fromEntries(variables.map((variable) => [variable, NAME])))
      expect([key, printed]).toEqual([key, words.replace(/\{\{[^}]*\}\}/g, () => NAME)])
    }
  })
})

function wordsOf(locale: Locale): { key: string; words: string }[] {
  const folder = join(projectRoot, 'locales', locale)
  return readdirSync(folder).flatMap((file) =>
    flat(JSON.parse(readFileSync(join(folder, file), 'utf8')), '').map(({ path, words }) => ({
      key: `${basename(file, '.json')}:${path}`,
      words,
    })),
  )
}

function flat(node: Record<string, unknown>, above: string): { path: string; words: string }[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const path = above ? `${above}.${name}` : name
    return typeof value === 'string' ? [{ path, words: value }] : flat(value as Record<string, unknown>, path)
  })
}
