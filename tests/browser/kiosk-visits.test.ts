import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser } from '../support/browser.ts'
import { enrolKiosk, nextPerson, nothingWaits, rate } from '../support/kiosk.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

let browser: Browser
let app: RunningApp
let context: BrowserContext
let page: Page
beforeAll(async () => {
  browser = await launchBrowser()
  app = await startApp('sqlite')
})
afterAll(async () => {
  await browser.close()
  await app.stop()
})
beforeEach(async () => {
  context = await browser.newContext()
  page = await enrolKiosk(context, app)
  await page.clock.install()
})
afterEach(() => context.close())

const stage = (name: string) => page.locator(`[data-stage=${name}]`)
const tap = (name: string, value: string) => page.locator(`label:has(#${name}-${value})`).click()
const begin = () => page.locator('[data-begin]').click()
const send = () => page.getByRole('button', { name: 'Gửi đánh giá' }).click()
const ofThisKiosk = async () => {
  const { device_id } = await app.databases.read
    .selectFrom('device')
    .select('id as device_id')
    .orderBy('enrolled_at', 'desc')
    .executeTakeFirstOrThrow()
  return app.databases.read
    .selectFrom('response')
    .selectAll()
    .where('device_id', '=', device_id)
    .orderBy('device_sequence')
    .execute()
}
/** Everything of a person that a page could still hold, wherever. */
const traces = async (texts: readonly string[]) => {
  const held = String(
    await page.evaluate(`(() => {
      const values = [...document.querySelectorAll('input, textarea')].map((e) => e.value)
      const checked = [...document.querySelectorAll(':checked')].map((e) => e.id)
      return JSON.stringify([document.documentElement.outerHTML, values, checked, history.state, location.href, { ...localStorage }, { ...sessionStorage }])
    })()`),
  )
  return texts.filter((text) => held.includes(text))
}

describe('A person in front of the kiosk', () => {
  it('rates from the first touch to the thanks, and the next one finds nothing of it', async () => {
    await begin()
    await tap('procedureField', 'land')
    await tap('overall', '2')
    while (await page.locator('[data-next]').isVisible()) {
      await page.locator('[data-next]').click()
      if (await page.locator('textarea').isVisible()) await page.locator('textarea').fill('Chờ Ễ Ộ Ữ lâu')
    }
    await page.getByLabel('Mã hồ sơ của Quý vị').fill('H19.28-241124-0001')
    await send()
    await stage('thanks').waitFor()
    await nothingWaits(page)
    const [response] = await ofThisKiosk()
    expect(response).toMatchObject({
      overall: 2,
      comment: 'Chờ Ễ Ộ Ữ lâu',
      mode: 'kiosk',
      uncounted_reason: null,
    })

    await nextPerson(page)
    expect(await traces(['Chờ Ễ', 'H19.28', 'overall-2'])).toEqual([])
    await begin()
    expect(await page.locator('input[type=radio]:checked:not([name=respondentKind])').count()).toBe(0)
    expect(await traces(['Chờ Ễ', 'H19.28'])).toEqual([])
  })

  it('is asked after thirty seconds of silence, and wiped away ten seconds later', async () => {
    await begin()
    await tap('procedureField', 'health')
    await tap('overall', '1')
    await page.clock.fastForward(29_000)
    expect(await page.locator('dialog[data-idle]').isVisible()).toBe(false)
    await page.clock.fastForward(1500)
    await page.getByRole('heading', { name: 'Quý vị còn ở đó không?' }).waitFor()
    expect(await axeViolations(page)).toEqual([])

    await page.getByRole('button', { name: 'Tiếp tục đánh giá' }).click()
    expect(await page.locator('#overall-1').isChecked()).toBe(true)
    await page.clock.fastForward(30_500)
    await page.locator('dialog[data-idle]').waitFor()
    await page.clock.fastForward(10_000)
    await stage('attract').waitFor()
    expect(await traces(['overall-1', 'procedureField-health'])).toEqual([])
    expect(await ofThisKiosk()).toEqual([])
  })

  it('finds the first screen and nobody’s answers on going back (F55)', async () => {
    await rate(page, 3)
    await nextPerson(page)
    await begin()
    await tap('procedureField', 'land')
    await tap('overall', '1')
    await page.evaluate('history.back()')
    await stage('attract').waitFor()
    expect(new URL(page.url()).pathname).toBe('/kiosk')
    expect(await traces(['overall-1', 'overall-3'])).toEqual([])
  })

  it('changes the language in the middle and keeps what was entered; the next person begins in Vietnamese', async () => {
    await begin()
    await tap('procedureField', 'land')
    await tap('overall', '4')
    const key = await page.locator('input[name=submissionKey]').inputValue()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('Overall, how satisfied are you').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('#overall-4').isChecked()).toBe(true)
    expect(await page.locator('input[name=submissionKey]').inputValue()).toBe(key)
    await page.getByRole('button', { name: 'Send rating' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    await page.getByRole('button', { name: 'Next person' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('vi')
  })

  it('rates by keyboard alone, a bad rating with as many keys as a good one', async () => {
    const keys = { 1: ['Space'], 5: ['Space', 'ArrowLeft'] }
    for (const [rating, presses] of Object.entries(keys)) {
      await page.locator('[data-begin]').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      for (const key of presses) await page.keyboard.press(key)
      await page.getByRole('button', { name: 'Gửi đánh giá' }).focus()
      await page.keyboard.press('Enter')
      await stage('thanks').waitFor()
      await nextPerson(page)
      await nothingWaits(page)
      expect((await ofThisKiosk()).at(-1)?.overall).toBe(Number(rating))
    }
  })

  it('types a dossier code on the screen’s own keys; a wrong one is named at once, and may be left out', async () => {
    await begin()
    await tap('procedureField', 'land')
    await tap('overall', '5')
    while (await page.locator('[data-next]').isVisible()) await page.locator('[data-next]').click()
    for (const key of ['H', '1', '9', '-']) await page.getByRole('button', { name: key, exact: true }).click()
    await page.getByRole('button', { name: 'Xóa một ký tự' }).click()
    expect(await page.locator('#dossier').inputValue()).toBe('H19')
    await send()
    await page.getByText('Mã hồ sơ gồm 5 đến 60 ký tự').waitFor()
    expect(await axeViolations(page)).toEqual([])
    for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Xóa một ký tự' }).click()
    await send()
    await stage('thanks').waitFor()
  })

  it('is told that a comment is too long before it is kept, where the server would refuse it for good', async () => {
    await begin()
    await tap('procedureField', 'land')
    await tap('overall', '5')
    while (!(await page.locator('textarea').isVisible())) await page.locator('[data-next]').click()
    await page.locator('textarea').fill('ễ'.repeat(1001))
    await send()
    await page.getByRole('alert').getByText('Dài quá 1 ký tự').waitFor()
    await page.locator('textarea').fill('ễ'.repeat(1000))
    await send()
    await stage('thanks').waitFor()
  })
})

describe('Somebody who plays with the buttons', () => {
  it('has the first rating counted and the others kept; the kiosk calms down and says so kindly (F58)', async () => {
    await rate(page, 1)
    await page.locator('[data-leave]').click()
    await rate(page, 1)
    await stage('cool-down').waitFor()
    expect(await axeViolations(page)).toEqual([])
    await page.getByText('được lưu lại nhưng không tính vào kết quả').waitFor()
    expect(await page.locator('main button').count()).toBe(0)
    for (let press = 0; press < 30; press++) await page.mouse.click(540, 500 + press * 30)
    expect(await stage('cool-down').isVisible()).toBe(true)

    await nextPerson(page)
    await rate(page, 5)
    await stage('thanks').waitFor()
    await nothingWaits(page)
    expect((await ofThisKiosk()).map(({ overall, uncounted_reason }) => [overall, uncounted_reason])).toEqual(
      [
        [1, null],
        [1, 'cool_down'],
        [5, null],
      ],
    )
  })

  it('finds no way to anything else of the machine (F55)', async () => {
    for (const screen of ['attract', 'form']) {
      if (screen === 'form') await begin()
      expect(await page.locator('a[href], iframe, input[type=file]').count()).toBe(0)
      const prevented = await page.evaluate(`(() => {
        const target = document.querySelector('main h1')
        const isPrevented = (event) => !target.dispatchEvent(event)
        const init = { bubbles: true, cancelable: true }
        return [
          isPrevented(new MouseEvent('contextmenu', init)),
          isPrevented(new DragEvent('dragstart', init)),
          isPrevented(new WheelEvent('wheel', { ...init, ctrlKey: true, deltaY: -1 })),
          ...['p', 's', '+', 'n', 'l'].map((key) => isPrevented(new KeyboardEvent('keydown', { ...init, key, ctrlKey: true }))),
          isPrevented(new KeyboardEvent('keydown', { ...init, key: 'F5' })),
          isPrevented(new KeyboardEvent('keydown', { ...init, key: 'ArrowLeft', altKey: true })),
        ]
      })()`)
      expect(prevented).toEqual(Array(10).fill(true))
      const style = await page.evaluate(
        "(({ userSelect, touchAction }) => [userSelect, touchAction])(getComputedStyle(document.querySelector('main h1').closest('body')))",
      )
      expect(style).toEqual(['none', 'pan-y'])
    }
  })

  it('cannot put the kiosk into a frame of another page (F54)', async () => {
    const { headers } = await fetch(`${app.url}/kiosk`)
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('X-Frame-Options')).toBe('DENY')
  })
})

describe('Every screen of the kiosk', () => {
  it('has nothing that axe finds, fits the window and gives each target 88 px', async () => {
    const check = async (name: string) => {
      expect([name, await axeViolations(page)]).toEqual([name, []])
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect([name, overflow]).toEqual([name, 0])
      const heights = (await page.evaluate(
        "[...document.querySelectorAll('main label:has(input[type=radio]), main button, main textarea, main .control')].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)",
      )) as number[]
      expect([name, Math.min(...heights, 88)]).toEqual([name, 88])
    }
    await check('attract')
    await begin()
    await check('field')
    await tap('procedureField', 'land')
    await check('overall')
    await tap('overall', '3')
    while (await page.locator('[data-next]').isVisible()) {
      await page.locator('[data-next]').click()
      await check(await page.locator('.progress p').innerText())
    }
    await send()
    await stage('thanks').waitFor()
    await check('thanks')
  })

  it.each([
    ['a kiosk', 1080, 1920],
    ['a tablet that lies', 1280, 800],
    ['a tablet that stands', 800, 1280],
  ])('shows the beginning and all five ratings without scrolling, on %s', async (_device, width, height) => {
    await page.setViewportSize({ width, height })
    const isWholeOn = (selector: string) =>
      page.evaluate(`[...document.querySelectorAll('${selector}')].every((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect()
        const [x, y] = [(left + right) / 2, (top + bottom) / 2]
        const edges = [[left + 2, y], [right - 2, y], [x, top + 2], [x, bottom - 2]]
        return edges.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
      })`)
    for (const language of ['Tiếng Việt', 'English']) {
      await page.getByRole('button', { name: language }).click()
      expect([language, await isWholeOn('[data-begin]')]).toEqual([language, true])
      await begin()
      await tap('procedureField', 'land')
      expect([language, await isWholeOn('[data-step]:not([hidden]) .scale .option')]).toEqual([
        language,
        true,
      ])
      await page.evaluate('history.back()')
      await stage('attract').waitFor()
    }
  })

  it('names its parts for whoever hears it', async () => {
    await begin()
    await tap('procedureField', 'land')
    const scale = page.getByRole('radiogroup', { name: /^Nhìn chung, Quý vị hài lòng ở mức nào/ })
    const names = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng']
    expect(await scale.getByRole('radio').count()).toBe(5)
    for (const name of names) expect(await scale.getByRole('radio', { name, exact: true }).count()).toBe(1)
    await page.getByRole('group', { name: 'Ngôn ngữ' }).waitFor()
    await page.getByRole('list', { name: 'Tình trạng máy' }).waitFor()
    expect(await page.locator(':focus').innerText()).toContain('Nhìn chung')
  })
})
