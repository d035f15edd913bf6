import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../server/project.ts'

type Words = { [key: string]: string | Words }

const read = (locale: string): Words =>
  Object.fromEntries(
    readdirSync(join(projectRoot, 'locales', locale)).map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(join(projectRoot, 'locales', locale, file), 'utf8')) as Words,
    ]),
  )

function keysOf(words: Words, path: readonly string[] = []): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[...path, key].join('.')] : keysOf(value, [...path, key]),
  )
}

const at = (words: Words, key: string): unknown =>
  key.split(/[:.]/).reduce<unknown>((node, part) => (node as Words | undefined)?.[part], words)

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '').sort()

const vi = read('vi')
const en = read('en')

/** i18next picks `_one`, `_other` by number; Vietnamese has one form. */
const withoutPlural = (keys: readonly string[]): string[] =>
  [...new Set(keys.map((key) => key.replace(/_(one|other)$/, '')))].sort()

describe('The words', () => {
  it('are complete in both languages', () => {
    expect(withoutPlural(keysOf(en))).toEqual(withoutPlural(keysOf(vi)))
  })

  it('leave the same gaps to fill in both languages', () => {
    const differing = keysOf(vi).filter((key) => {
      const other = at(en, key)
      return (
        typeof other === 'string' && String(placeholders(String(at(vi, key)))) !== String(placeholders(other))
      )
    })
    expect(differing).toEqual([])
  })

  it('are stored composed (NFC), as they are compared and searched', () => {
    for (const text of [JSON.stringify(vi), JSON.stringify(en)]) expect(text).toBe(text.normalize('NFC'))
  })

  it('exist for every key that a view or the server asks for', () => {
    const sources = ['views', 'server'].flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ejs|ts)$/.test(name))
        .map((name) => readFileSync(join(projectRoot, folder, name), 'utf8')),
    )
    const asked = sources.flatMap((text) =>
      [...text.matchAll(/\bt\(\s*'([\w]+:[\w.]+)'/g)].map(([, key]) => key ?? ''),
    )
    const groups = sources.flatMap((text) =>
      [...text.matchAll(/\bt\(\s*`([\w]+:(?:[\w]+\.)*)/g)].map(([, key]) => key ?? ''),
    )
    expect(asked.length).toBeGreaterThan(30)
    const known = (key: string) => at(vi, key) !== undefined || at(vi, `${key}_other`) !== undefined
    expect([...new Set(asked)].filter((key) => !known(key))).toEqual([])
    expect([...new Set(groups)].filter((group) => at(vi, group.replace(/[:.]$/, '')) === undefined)).toEqual(
      [],
    )
  })
})
