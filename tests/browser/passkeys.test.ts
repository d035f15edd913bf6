import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import request from 'supertest'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { cookiesOf, enrolled, type Person } from '../accounts/people.ts'
import {
  type Authenticator,
  answerTo,
  contentOf,
  forgetOwner,
  plugIn,
  refill,
} from '../support/authenticator.ts'
import { axeViolations } from '../support/axe.ts'
import { launchBrowser, WINDOWS } from '../support/browser.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

describe.each(databases)('A passkey, on $name', ({ dialect }) => {
  let browser: Browser
  let app: RunningApp
  let now: Date
  let owners = 0
  let owner: Person
  let page: Page
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    browser = await launchBrowser()
    app = await startApp(dialect, { clock: () => now, host: 'localhost' })
  })
  beforeEach(async () => {
    now = new Date(now.getTime() + 60_000)
    owner = await enrolled(app, `bich${++owners}`)
    const context = await browser.newContext({ viewport: WINDOWS.desktop })
    page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.context().addCookies(
      owner.cookies.map((cookie) => {
        const [name = '', value = ''] = cookie.split('=')
        return { name, value, url: app.url }
      }),
    )
  })
  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

  /** Proves with password and code to be the owner, where the page asks for it. */
  async function confirm(): Promise<void> {
    await heading('Xác nhận danh tính')
    now = new Date(now.getTime() + 60_000)
    await page.getByLabel('Mật khẩu', { exact: true }).fill(owner.password)
    await page.getByLabel('Mã xác thực').fill(codeAt(owner.secret, now))
    await page.getByRole('button', { name: 'Xác nhận', exact: true }).click()
  }

  async function add(name: string): Promise<void> {
    await page.goto(`${app.url}/account`)
    await page.getByRole('link', { name: 'Thêm khóa truy cập' }).click()
    await confirm()
    await page.getByLabel('Tên khóa').fill(name)
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
    await page.getByText('Đã thêm khóa truy cập.').waitFor()
  }

  /** Waits for the first page of whoever signed in, then opens the account. */
  async function arrive(): Promise<void> {
    await page.waitForURL(`${app.url}/home`)
    await page.goto(`${app.url}/account`)
  }

  async function signOut(): Promise<void> {
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await heading('Đăng nhập')
  }

  /** What a browser does to sign in by a passkey alone, step by step, so that a test can do it otherwise. */
  async function challenge(): Promise<{ options: object; cookies: string[] }> {
    const answer = await request(app.url).post('/sign-in/passkey/challenge').expect(200)
    return { options: answer.body, cookies: cookiesOf(answer) }
  }
  const send = (passkey: string, cookies: readonly string[]) =>
    request(app.url).post('/sign-in/passkey').set('Cookie', cookies.join('; ')).type('form').send({ passkey })
  const actions = async () =>
    (
      await app.databases.read
        .selectFrom('audit_entry')
        .select('action')
        .where('login', '=', owner.login)
        .orderBy('at')
        .orderBy('id')
        .execute()
    ).map(({ action }) => action)

  it('is added by its owner, signs in by itself, and is removed again', async () => {
    await plugIn(page)
    await add('Điện thoại của tôi')
    await page.getByRole('rowheader', { name: 'Điện thoại của tôi' }).waitFor()
    await signOut()

    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await arrive()
    expect(await page.getByText('chưa dùng', { exact: true }).count()).toBe(0)

    await page.getByRole('link', { name: 'Gỡ bỏ: Điện thoại của tôi' }).click()
    await confirm()
    await page.getByRole('button', { name: 'Gỡ bỏ khóa' }).click()
    await page.getByText('Đã gỡ bỏ khóa truy cập.').waitFor()
    await signOut()
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page.getByText('Không đăng nhập được bằng khóa truy cập này.').first().waitFor()
    expect(await actions()).toEqual([
      'staff.enrolled',
      'session.proven',
      'staff.passkey_added',
      'session.ended',
      'session.started',
      'session.proven',
      'staff.passkey_removed',
      'session.ended',
    ])
  })

  it('that does not know its owner takes the place of the code, and not of the password', async () => {
    const key = await plugIn(page)
    await add('Khóa USB')
    await signOut()
    await forgetOwner(key)
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page.getByText('Nếu khóa không hỏi vân tay').first().waitFor()

    now = new Date(now.getTime() + 60_000)
    await page.getByLabel('Tên đăng nhập').fill(owner.login)
    await page.getByLabel('Mật khẩu').fill('không phải mật khẩu này')
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page
      .getByText('Tên đăng nhập, mật khẩu, mã xác thực hoặc khóa truy cập không đúng.')
      .first()
      .waitFor()

    now = new Date(now.getTime() + 60_000)
    await page.getByLabel('Mật khẩu').fill(owner.password)
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await arrive()
  })

  it('of somebody else does not take the place of the code', async () => {
    await plugIn(page)
    await add('Của Bích')
    await signOut()
    const other = await enrolled(app, `other${owners}`)
    await page.getByLabel('Tên đăng nhập').fill(other.login)
    await page.getByLabel('Mật khẩu').fill(other.password)
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page
      .getByText('Tên đăng nhập, mật khẩu, mã xác thực hoặc khóa truy cập không đúng.')
      .first()
      .waitFor()
  })

  it('that was copied is refused once its counter falls behind, which is written down', async () => {
    const authenticator: Authenticator = await plugIn(page)
    await add('Điện thoại')
    const copy = await contentOf(authenticator)
    await signOut()
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await arrive()
    await signOut()

    await refill(authenticator, copy)
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page.getByText('Không đăng nhập được bằng khóa truy cập này.').first().waitFor()
    expect((await actions()).slice(-2)).toEqual(['staff.passkey_copied', 'session.refused'])
  })

  it('answers each challenge once, within minutes, in the browser that asked', async () => {
    await plugIn(page)
    await add('Điện thoại')
    const first = await challenge()
    const answer = await answerTo(page, first.options)
    expect((await send(answer, [])).status).toBe(422)
    const taken = await send(answer, first.cookies)
    expect([taken.status, taken.headers['location']]).toEqual([303, '/home'])
    const replayed = await send(answer, first.cookies)
    expect([replayed.status, replayed.text]).toEqual([
      422,
      expect.stringContaining('hết hạn hoặc đã được dùng'),
    ])

    const second = await challenge()
    expect((await send(answer, second.cookies)).status).toBe(422)
    now = new Date(now.getTime() + 60_000)
    const third = await challenge()
    const late = await answerTo(page, third.options)
    now = new Date(now.getTime() + 5 * 60_000)
    expect((await send(late, third.cookies)).status).toBe(422)
  })

  it('used at another origin is refused by the server, and at another host by the browser', async () => {
    await plugIn(page)
    await add('Điện thoại')
    const elsewhere: Server = createServer((_request, response) =>
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>x</title>'),
    )
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = elsewhere.address() as AddressInfo
      await page.goto(`http://localhost:${port}/`)
      const asked = await challenge()
      expect((await send(await answerTo(page, asked.options), asked.cookies)).status).toBe(422)
    } finally {
      elsewhere.closeAllConnections()
      elsewhere.close()
    }
    await page.goto(`${app.url.replace('localhost', '127.0.0.1')}/sign-in`)
    await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
    await page.getByText('Chưa dùng được khóa truy cập.').waitFor()
  })

  it('no longer opens a disabled account', async () => {
    await plugIn(page)
    await add('Điện thoại')
    await app.databases.write
      .updateTable('staff')
      .set({ disabled_at: now.toISOString() })
      .where('login', '=', owner.login)
      .execute()
    const asked = await challenge()
    expect((await send(await answerTo(page, asked.options), asked.cookies)).status).toBe(422)
  })

  it('makes the authenticator app dispensable, and is then not removed as the last way in', async () => {
    await plugIn(page)
    await add('Điện thoại')
    await page.getByRole('link', { name: 'Gỡ ứng dụng' }).click()
    await confirm()
    await page.getByRole('button', { name: 'Gỡ ứng dụng' }).click()
    await page.getByText('Đã gỡ ứng dụng xác thực.').waitFor()

    await page.getByRole('link', { name: 'Gỡ bỏ: Điện thoại' }).click()
    await heading('Xác nhận danh tính')
    now = new Date(now.getTime() + 60_000)
    await page.getByLabel('Mật khẩu', { exact: true }).fill(owner.password)
    await page.getByRole('button', { name: 'Dùng khóa truy cập thay cho mã' }).click()
    await page.getByRole('button', { name: 'Gỡ bỏ khóa' }).click()
    await heading('Không gỡ được phương thức cuối cùng')

    await page.goto(`${app.url}/account`)
    await signOut()
    now = new Date(now.getTime() + 60_000)
    await page.getByLabel('Tên đăng nhập').fill(owner.login)
    await page.getByLabel('Mật khẩu').fill(owner.password)
    await page.getByLabel('Mã xác thực').fill(owner.recoveryCodes[0] ?? '')
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await arrive()
    await page.getByText('Còn 9 mã chưa dùng.').waitFor()
  })

  it('is neither added nor removed without a fresh proof, and each proof is good for one change', async () => {
    await plugIn(page)
    await add('Điện thoại')
    const { id } = await app.databases.read
      .selectFrom('staff_passkey')
      .innerJoin('staff', 'staff.id', 'staff_passkey.staff_id')
      .select('staff_passkey.id')
      .where('staff.login', '=', owner.login)
      .executeTakeFirstOrThrow()
    const path = `${app.url}/account/passkeys/${id}/remove`
    await page.goto(path)
    await confirm()
    now = new Date(now.getTime() + 5 * 60_000)
    await page.getByRole('button', { name: 'Gỡ bỏ khóa' }).click()
    await heading('Cần xác nhận lại')
    await page.goto(`${app.url}/account`)
    await page.getByRole('rowheader', { name: 'Điện thoại' }).waitFor()
    await page.goto(`${app.url}/account/passkeys/new`)
    await heading('Xác nhận danh tính')
  })

  it('that the browser does not know is said to be so, and the code works', async () => {
    const context = await browser.newContext({ viewport: WINDOWS.phone, javaScriptEnabled: false })
    page = await context.newPage()
    await page.goto(`${app.url}/sign-in`)
    await page.getByText('Trình duyệt này chưa dùng được khóa truy cập').waitFor()
    expect(await page.getByRole('button', { name: 'Dùng khóa truy cập' }).count()).toBe(0)
    await page.getByLabel('Tên đăng nhập').fill(owner.login)
    await page.getByLabel('Mật khẩu').fill(owner.password)
    now = new Date(now.getTime() + 60_000)
    await page.getByLabel('Mã xác thực').fill(codeAt(owner.secret, now))
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await arrive()
  })

  it('has pages without anything that axe finds, within a phone’s window', async () => {
    await page.setViewportSize(WINDOWS.phone)
    await plugIn(page)
    await page.goto(`${app.url}/sign-in`)
    await expectSound()
    await page.goto(`${app.url}/account/passkeys/new`)
    await expectSound()
    await confirm()
    await heading('Thêm khóa truy cập')
    await expectSound()
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
    await page.getByText('Vui lòng đặt tên cho khóa').first().waitFor()
    expect(await page.getByRole('alert').first().getByRole('listitem').count()).toBe(1)
    await expectSound()
    await page.getByLabel('Tên khóa').fill('Điện thoại')
    await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
    await page.getByText('Đã thêm khóa truy cập.').waitFor()
    await expectSound()
    await page.getByRole('link', { name: 'Gỡ bỏ: Điện thoại' }).click()
    await confirm()
    await heading('Gỡ bỏ khóa truy cập «Điện thoại»')
    await expectSound()
  })

  async function expectSound(): Promise<void> {
    expect(await axeViolations(page)).toEqual([])
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(overflow).toBeLessThanOrEqual(0)
  }
})
