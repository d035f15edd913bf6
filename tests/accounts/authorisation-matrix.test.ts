import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../db/schema.ts'
import { allows, isProvinceWide, ROLES } from '../../server/accounts/permission.ts'
import type { StaffRoute } from '../../server/accounts/staff-router.ts'
import { createApp } from '../../server/app.ts'
import { startChangedApp } from '../support/changed-app.ts'
import { databases } from '../support/databases.ts'
import { signedIn } from '../support/staff.ts'
import { routesOf } from './routes.ts'
import { type ThingsOfUnit, thingsOf } from './things-of-units.ts'

/** The routes that let everybody in. A new one has to be written down here, or to ask for a permission. */
const OPEN = [
  'get /',
  'get /:version/vendor/chart.js',
  'get /api/v1/openapi.json',
  'get /enrol',
  'get /healthz',
  'get /i/:token',
  'get /kiosk',
  'get /kiosk/manifest.webmanifest',
  'get /kiosk/screens/:touchpoint/:language',
  'get /kiosk/sw.js',
  'get /logo/:file',
  'get /ma',
  'get /r/:code',
  'get /r/:code/thanks',
  'get /readyz',
  'get /results',
  'get /results.csv',
  'get /results/data-dictionary',
  'get /sign-in',
  'get /sign-in/provider',
  'get /sign-in/provider/callback',
  'get /sign-in/second-factor',
  // By its key, which is for a unit.
  'post /api/v1/dossiers',
  'post /enrol',
  'post /kiosk/enrolment',
  'post /kiosk/heartbeat',
  'post /kiosk/responses',
  'post /responses',
  'post /sign-in',
  'post /sign-in/passkey',
  'post /sign-in/passkey/challenge',
  'post /sign-in/second-factor',
]

/** What a route with a parameter is about. A new one has to be written down here. */
const SUBJECTS: Record<string, (things: ThingsOfUnit) => string> = {
  '/dashboard/tables/:table.csv': ({ unit }) => `/dashboard/tables/targets.csv?unit=${unit}`,
  '/dashboard/questions': ({ unit }) => `/dashboard/questions?unit=${unit}`,
  '/dashboard/questions.csv': ({ unit }) => `/dashboard/questions.csv?unit=${unit}`,
  '/home': ({ unit }) => `/home?unit=${unit}`,
  '/comments': ({ unit }) => `/comments?unit=${unit}`,
  '/comments.csv': ({ unit }) => `/comments.csv?unit=${unit}`,
  '/touchpoints/:code': ({ touchpoint }) => `/touchpoints/${touchpoint}`,
  '/devices/:id': ({ device }) => `/devices/${device}`,
  '/review/:touchpoint': ({ touchpoint }) => `/review/${touchpoint}`,
  '/entries/:id': ({ batch }) => `/entries/${batch}`,
  '/waves/:id': ({ wave }) => `/waves/${wave}`,
  '/units/:id': ({ unit }) => `/units/${unit}`,
  '/staff/:id': ({ staff }) => `/staff/${staff}`,
  '/dossiers/imports/:id': (things) => `/dossiers/imports/${things.import}`,
}

/** Parameters that say which part of the thing is meant. */
const PARTS: Record<string, string> = {
  ':size': 'a4',
  ':day': '2026-11-02',
  ':event': '00000000-0000-4000-8000-000000000000',
  ':import': '00000000-0000-4000-8000-000000000000',
  ':version': 'one-stop-1',
  ':instrument': 'sipas-2640',
  ':item': 'access_seats',
  ':type': 'choice',
}

const TOUCHPOINTS: Record<Role, string> = {
  administrator: 'demo-dak-wil',
  reform_office: 'demo-nam-dong',
  head_of_unit: 'demo-dak-song',
  clerk: 'demo-thuan-an',
  auditor: 'demo-duc-lap',
}

/** About people or sessions, not about units: only who may do everything gets there, or everybody to their own. */
const ABOUT_NO_UNIT = [
  '/api-keys/:id',
  '/staff/:id',
  '/account/passkeys/:id',
  '/account/sessions/:id',
  '/instruments/versions/:version',
  '/instruments/drafts/:instrument',
]

describe.each(databases)('Every route of the program, on $name (F38)', ({ dialect }) => {
  let app: Awaited<ReturnType<typeof startChangedApp>>
  let routes: ReturnType<typeof routesOf>
  let own: ThingsOfUnit
  let others: ThingsOfUnit
  beforeAll(async () => {
    app = await startChangedApp(dialect, () => ({ clock: () => new Date('2026-11-24T03:00:00Z') }))
    routes = routesOf(createApp(app.deps))
    own = await thingsOf(app, 'demo-dak-mil')
    others = await thingsOf(app, 'demo-cu-jut')
  })
  afterAll(() => app.stop())

  it('asks for a permission, or is among those that let everybody in', () => {
    const open = [...new Set(routes.open.map(({ method, path }) => `${method} ${path}`))].sort()
    expect(open).toEqual(OPEN)
  })

  it('that is about a thing says of which unit that thing is', () => {
    const unknown = routes.staff
      .map(({ path }) => path)
      .filter((path) => path.includes(':') && !isKnown(path))
    expect(unknown).toEqual([])
    for (const { path, permission } of routes.staff.filter(({ path }) => isAboutNoUnit(path)))
      expect([path, permission === null || isProvinceWide(permission)]).toEqual([path, true])
  })

  it('sends who is not signed in to the sign-in, and does nothing for them', async () => {
    for (const route of routes.staff) {
      const answer = await request(app.url)[route.method](pathOf(route, own)).set('Accept', 'text/html')
      expect([route.method, route.path, answer.status]).toEqual([
        route.method,
        route.path,
        route.method === 'get' ? 303 : 401,
      ])
    }
  })

  it.each(ROLES)('lets a %s do what the role allows at the own unit, and nothing else', async (role) => {
    // Some routes retire or remove what they are about, so each role has things of its own and looks before it changes.
    const things = await thingsOf(app, TOUCHPOINTS[role])
    const agent = await signedIn(app, personOf(role, things))
    const looking = routes.staff.filter(({ method }) => method === 'get')
    const changing = routes.staff.filter(({ method, path }) => method === 'post' && path !== '/sign-out')
    for (const route of [...looking, ...changing]) {
      const path = pathOf(route, things)
      const { status, refused } = await ask(agent, route, path)
      const expected = mayUse(role, route) ? 'let in' : 'refused'
      expect([route.method, path, refused ? 'refused' : 'let in']).toEqual([route.method, path, expected])
      if (refused) expect([path, status]).toEqual([path, 403])
      else expect([path, status]).toEqual([path, expect.toSatisfy((code) => code !== 401 && code < 500)])
      if (!refused && route.method === 'get' && !route.path.includes(':import'))
        expect([path, status]).toEqual([path, expect.toSatisfy((code) => code < 400)])
    }
  })

  it.each(['head_of_unit', 'clerk', 'auditor'] as const)(
    'is for a %s as if the things of another unit were not there',
    async (role) => {
      const agent = await signedIn(app, { role, unitId: own.unit })
      const aboutUnits = routes.staff.filter(({ path }) => subjectOf(path) && !isAboutNoUnit(path))
      expect(aboutUnits.length).toBeGreaterThan(20)
      for (const route of aboutUnits) {
        const { status } = await ask(agent, route, pathOf(route, others))
        const expected = !mayUse(role, route) ? [403] : route.path.startsWith('/dashboard') ? [400] : [404]
        expect([route.method, route.path, status]).toEqual([
          route.method,
          route.path,
          expect.toSatisfy((code) => expected.includes(code)),
        ])
      }
    },
  )

  it('answers about another unit as about one that does not exist', async () => {
    const agent = await signedIn(app, { role: 'head_of_unit', unitId: own.unit })
    const nothing = 'no-such-thing'
    const unknown = { ...others, touchpoint: nothing, device: nothing, batch: nothing, unit: nothing }
    for (const route of routes.staff.filter(({ path }) => subjectOf(path) && !isAboutNoUnit(path))) {
      const [there, missing] = [
        await ask(agent, route, pathOf(route, others)),
        await ask(agent, route, pathOf(route, unknown)),
      ]
      expect([route.path, there.status]).toEqual([route.path, missing.status])
      expect(withoutId(there.text)).toBe(withoutId(missing.text))
    }
  })

  /** Asks, and tells whether the router (not the route) sent the person away. */
  async function ask(agent: Awaited<ReturnType<typeof signedIn>>, { method }: StaffRoute, path: string) {
    const before = await refusals()
    const asking = agent[method](path).set('Accept', 'text/html').redirects(0)
    const { status, text } = await (method === 'post' ? asking.type('form').send({}) : asking)
    return { status, text, refused: (await refusals()) > before }
  }

  async function refusals(): Promise<number> {
    const entries = await app.databases.read
      .selectFrom('audit_entry')
      .select('id')
      .where('action', '=', 'access.refused')
      .execute()
    return entries.length
  }
})

/** Roles are held where people work: at the unit, or for the province. */
function personOf(role: Role, { unit }: ThingsOfUnit): { role: Role; unitId?: string } {
  return role === 'head_of_unit' || role === 'clerk' ? { role, unitId: unit } : { role }
}

function mayUse(role: Role, { permission }: StaffRoute): boolean {
  return permission === null || allows(role, permission)
}

function isAboutNoUnit(path: string): boolean {
  return ABOUT_NO_UNIT.some((start) => path === start || path.startsWith(`${start}/`))
}

function subjectOf(path: string): string | undefined {
  return Object.keys(SUBJECTS).find((start) => path === start || path.startsWith(`${start}/`))
}

function isKnown(path: string): boolean {
  return isAboutNoUnit(path) || subjectOf(path) !== undefined
}

/** The address of a route about the things of one unit. */
function pathOf({ path }: StaffRoute, things: ThingsOfUnit): string {
  const subject = subjectOf(path)
  const start = subject === undefined ? path : (SUBJECTS[subject]?.(things) ?? '')
  const whole = subject === undefined ? start : start + path.slice(subject.length)
  return whole.replace(/:\w+/g, (name) => PARTS[name] ?? 'somebody')
}

function withoutId(html: string): string {
  return html.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').replace(/[?&](unit|lang)=[\w-]*/g, '')
}
