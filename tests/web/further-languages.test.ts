import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { projectRoot } from '../../server/project.ts'
import { assemble } from '../../server/start-up.ts'
import { loadLanguages, translationsOf } from '../../server/web/i18n.ts'
import { startChangedApp } from '../support/changed-app.ts'
import { openDatabase } from '../support/databases.ts'
import { testConfig } from '../support/test-config.ts'

describe('A language that somebody adds as a folder', () => {
  let locales: string
  let folder: string
  beforeEach(() => {
    locales = mkdtempSync(join(tmpdir(), 'locales-'))
    for (const locale of ['vi', 'en'])
      cpSync(join(projectRoot, 'locales', locale), join(locales, locale), { recursive: true })
    folder = join(locales, 'cmo')
    mkdirSync(folder)
    write('meta.json', { name: 'Bunong' })
  })
  afterEach(() => rmSync(locales, { recursive: true, force: true }))

  const write = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
  const added = async () => {
    const { all, problems } = await loadLanguages(locales)
    const language = all.find(({ tag }) => tag === 'cmo')
    return { all, language, problems, t: (key: string) => String(language?.t(key as never)) }
  }

  it('is offered behind those of the product, marked until a named official has signed it', async () => {
    const { all, language } = await added()
    expect(all.map(({ tag }) => tag)).toEqual(['vi', 'en', 'cmo'])
    expect(all.map(({ label }) => label)).toEqual(['Tiếng Việt', 'English', 'Bunong (chưa thẩm định)'])
    expect(language?.locale).toBe('vi')
    write('meta.json', { name: 'Bunong', verified_by: 'Sở Nội vụ, người ký', verified_on: '2026-11-20' })
    expect((await added()).language?.label).toBe('Bunong')
  })

  it.each([
    ['by nobody', { name: 'Bunong', verified_on: '2026-11-20' }],
    ['on no day', { name: 'Bunong', verified_by: 'Sở Nội vụ' }],
  ])('stays marked when it was signed %s', async (_how, meta) => {
    write('meta.json', meta)
    expect((await added()).language?.label).toContain('chưa thẩm định')
  })

  it('takes what it has from its files, and the rest from the Vietnamese, and says how much is missing', async () => {
    write('home.json', { heading: 'Nau hăn' })
    const { t, problems } = await added()
    expect(t('home:heading')).toBe('Nau hăn')
    expect(t('home:results')).toBe('Xem kết quả công khai')
    expect(problems.join('\n')).toMatch(/locales\/cmo: \d+ words are missing/)
  })

  it.each([
    ['is no JSON', '{"heading": "x"', /home\.json: .*JSON/],
    ['is no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /home\.json: .*(encod|valid)/i],
    ['is huge', ' '.repeat(300 * 1024), /home\.json: is larger/],
    ['is missing', undefined, /home\.json: ENOENT/],
  ])('does without a file that %s, and says so (F26)', async (_how, content, problem) => {
    if (content !== undefined) writeFileSync(join(folder, 'home.json'), content)
    const { t, problems } = await added()
    expect(t('home:heading')).toBe('Mời Quý vị đánh giá dịch vụ công')
    expect(problems.join('\n')).toMatch(problem)
  })

  it('reads a file with a byte order mark', async () => {
    write('home.json', `\uFEFF${JSON.stringify({ heading: 'Nau hăn' })}`)
    expect((await added()).t('home:heading')).toBe('Nau hăn')
  })

  it('takes no word that the Vietnamese does not have, and nothing that is no word (F26, F41)', async () => {
    write(
      'home.json',
      '{"__proto__": {"polluted": "yes"}, "constructor": "x", "heading": {"a": 1}, "results": "  ", "more": "x"}',
    )
    const { t } = await added()
    expect(t('home:heading')).toBe('Mời Quý vị đánh giá dịch vụ công')
    expect(t('home:results')).toBe('Xem kết quả công khai')
    expect(t('home:more')).toBe('more')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('is not offered while its meta.json does not say what it is called', async () => {
    write('meta.json', '{}')
    const { language, problems } = await added()
    expect(language).toBeUndefined()
    expect(problems.join('\n')).toContain('locales/cmo/meta.json')
  })

  it('is no language when its folder is not called like one', async () => {
    for (const name of ['backup', 'vi copy', '..cmo']) mkdirSync(join(locales, name))
    expect((await added()).all.map(({ tag }) => tag)).toEqual(['vi', 'en', 'cmo'])
  })

  it('stands in the language switch, is remembered, and health warns of what is wrong with it', async () => {
    write('home.json', { heading: '<b>Nau hăn</b>' })
    const languages = await loadLanguages(locales)
    const app = await startChangedApp('sqlite', () => ({
      languages,
      translations: translationsOf(languages),
    }))
    const agent = request.agent(app.url)
    expect((await agent.get('/')).text).toContain('>Bunong (chưa thẩm định)</a>')
    const page = (await agent.get('/?lang=cmo')).text
    expect(page).toContain('<html lang="cmo">')
    expect(page).toContain('&lt;b&gt;Nau hăn')
    expect((await agent.get('/')).text, 'remembered').toContain('Nau hăn')
    expect((await agent.get('/r/demo-dak-mil')).text).toContain('<html lang="cmo">')
    expect((await request(app.url).get('/r/demo-dak-mil')).text, 'not for everybody').toContain(
      '<html lang="vi">',
    )
    const { body } = await request(app.url).get('/readyz')
    expect([body.status, body.warnings.length > 0]).toEqual(['ready', true])
    await app.stop()
  })
})

describe('The languages of the product', () => {
  it('are all there is to choose the default from', async () => {
    const { databases, url, remove } = await openDatabase('sqlite')
    const start = (tag: string) =>
      assemble(testConfig(url, { DEFAULT_LOCALE: tag }), databases, {
        clock: systemClock,
        logger: pino({ level: 'silent' }),
      })
    await expect(start('cmo')).rejects.toThrow('DEFAULT_LOCALE: there are words in vi, en, not in cmo')
    await (await start('en')).intake.close()
    await remove()
  })

  it('have nothing wrong with them', async () => {
    const { all, problems } = await loadLanguages()
    expect(all.map(({ tag }) => tag)).toEqual(['vi', 'en'])
    expect(problems).toEqual([])
  })
})
