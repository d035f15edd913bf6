import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAt } from '../../server/accounts/one-time-code.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { enrolled, type Person, postSignIn } from './people.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** As an administrator of a proxy would set it: each test's attacker then has addresses of their own. */
const variables = { TRUST_PROXY: '127.0.0.1' }

describe.each(databases)('Guessing at sign-ins, on $name (F34)', ({ dialect }) => {
  let app: RunningApp
  let now: Date
  let owner: Person
  let ownersBrowser: string[]
  let addresses = 0
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now, variables })
    owner = await enrolled(app, 'bich')
    ownersBrowser = owner.cookies.filter((cookie) => cookie.startsWith('device='))
  })
  afterAll(() => app.stop())

  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms)
  }
  const right = () => ({ login: 'bich', password: owner.password, code: codeAt(owner.secret, now) })
  const wrong = (login = 'bich') => ({ login, password: 'wrong password', code: '000000' })
  /** From an address that nobody came from before. */
  const from = (form: { login: string; password: string; code: string }, cookies: string[] = []) =>
    postSignIn(app, form, { cookies }).set('X-Forwarded-For', `2001:db8:${(++addresses).toString(16)}::1`)

  it('at one account gets slower with every failure, from one second to seventeen minutes', async () => {
    const waits: number[] = []
    for (let failures = 0; failures < 13; failures++) {
      expect((await from(wrong())).status).toBe(422)
      const refused = await from(wrong())
      expect(refused.status).toBe(429)
      const wait = Number(refused.headers['retry-after'])
      waits.push(wait)
      pass(wait * 1000)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1024, 1024])
  })

  it('leaves fewer than a hundred tries a day', async () => {
    const until = now.getTime() + DAY_MS
    let tries = 0
    while (now.getTime() < until) {
      const answer = await from(wrong('victim'))
      if (answer.status === 422) tries++
      else pass(Number(answer.headers['retry-after']) * 1000)
    }
    expect(tries).toBeGreaterThan(10)
    expect(tries).toBeLessThan(100)
  })

  it('does not keep the owner out of a browser in which the owner signed in before', async () => {
    pass(DAY_MS)
    for (let i = 0; i < 12; i++) {
      const answer = await from(wrong())
      if (answer.status === 429) pass(Number(answer.headers['retry-after']) * 1000)
    }
    await from(wrong())
    expect((await from(right())).status).toBe(429)
    expect((await from(right(), ownersBrowser)).status).toBe(303)
  })

  it('in a known browser is slowed down just the same', async () => {
    expect((await from(wrong(), ownersBrowser)).status).toBe(422)
    expect((await from(wrong(), ownersBrowser)).status).toBe(429)
    pass(60_000)
    expect((await from(right(), ownersBrowser)).status).toBe(303)
  })

  it('with a cookie of another account’s browser is guessing from a strange one', async () => {
    const other = await enrolled(app, 'cuong')
    const browser = other.cookies.filter((cookie) => cookie.startsWith('device='))
    const login = 'an.unknown.one'
    expect((await from(wrong(login), browser)).status).toBe(422)
    expect((await from(wrong(login))).status).toBe(429)
  })

  it('many times at once is guessing once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => from(wrong('crowded'))))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(11)
  })

  it('at many accounts from one address, or from many in one /64, ends after thirty (F36)', async () => {
    const spray = async (addressOf: (n: number) => string, name: string) => {
      const statuses: number[] = []
      for (let n = 0; n < 40; n++) {
        const answer = await postSignIn(app, wrong(`${name}${n}`)).set('X-Forwarded-For', addressOf(n))
        statuses.push(answer.status)
      }
      return statuses.filter((status) => status === 422).length
    }
    expect(await spray(() => '203.0.113.7', 'a')).toBe(30)
    expect(await spray((n) => `2001:db8:ffff:1:${n.toString(16)}::1`, 'b')).toBe(30)
    pass(DAY_MS)
    const known = postSignIn(app, right(), { cookies: ownersBrowser }).set('X-Forwarded-For', '203.0.113.7')
    expect((await known).status).toBe(303)
  })
})

describe('Where no proxy is trusted', () => {
  it('an address that a header claims is not believed (F36)', async () => {
    const app = await startApp('sqlite')
    try {
      const statuses: number[] = []
      for (let n = 0; n < 35; n++) {
        const answer = await postSignIn(app, { login: `x${n}`, password: 'wrong', code: '000000' })
          .set('X-Forwarded-For', `203.0.113.${n}`)
          .set('Forwarded', `for=203.0.113.${n}`)
        statuses.push(answer.status)
      }
      expect(statuses.filter((status) => status === 422)).toHaveLength(30)
      const addresses = await app.databases.read.selectFrom('audit_entry').select('address').execute()
      expect(addresses.filter(({ address }) => address.startsWith('203.'))).toEqual([])
    } finally {
      await app.stop()
    }
  })
})

describe('Somebody alone who tries a thousand times', () => {
  it('keeps nobody else from signing in', async () => {
    const app = await startApp('sqlite', { variables })
    try {
      const person = await enrolled(app, 'dung')
      for (let n = 0; n < 1000; n++) {
        await postSignIn(app, { login: `y${n}`, password: 'wrong', code: '000000' }).set(
          'X-Forwarded-For',
          '203.0.113.9',
        )
      }
      // A wrong code is looked at, and not put off.
      const form = { login: 'dung', password: person.password, code: '000000' }
      const elsewhere = await postSignIn(app, form).set('X-Forwarded-For', '198.51.100.1')
      expect(elsewhere.status).toBe(422)
    } finally {
      await app.stop()
    }
  })
})

describe('Whether an account exists (F35)', () => {
  const SAMPLES = 60
  let app: RunningApp
  let now: Date
  beforeAll(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp('sqlite', { clock: () => now, variables })
    await enrolled(app, 'bich')
  })
  afterAll(() => app.stop())

  const ask = (login: string, n: number) => {
    now = new Date(now.getTime() + 20 * 60_000)
    return postSignIn(app, { login, password: 'wrong password', code: '000000' }).set(
      'X-Forwarded-For',
      `2001:db8:${n.toString(16)}::1`,
    )
  }

  it('is said neither by the answer', async () => {
    const [known, unknown] = [await ask('bich', 1), await ask('hue1', 2)]
    expect(known.status).toBe(unknown.status)
    expect(known.text.replaceAll('bich', 'hue1').replace(String(known.headers['x-request-id']), '')).toBe(
      unknown.text.replace(String(unknown.headers['x-request-id']), ''),
    )
    expect(Object.keys(known.headers).sort()).toEqual(Object.keys(unknown.headers).sort())
  })

  it('nor by the time that it takes', async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let n = 0; n < SAMPLES; n++) {
      for (const [kind, login] of [
        ['known', 'bich'],
        ['unknown', 'nobody'],
      ] as const) {
        const start = performance.now()
        expect((await ask(login, 100 + n)).status).toBe(422)
        times[kind].push(performance.now() - start)
      }
    }
    const [known, unknown] = [median(times.known), median(times.unknown)]
    expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.15)
  })
})

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
