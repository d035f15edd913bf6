import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Deps } from '../app.ts'
import { wantsJson } from '../web/error-handler.ts'
import { HttpError } from '../web/http-error.ts'
import { grantScope, grantsFor } from './grant-scope.ts'
import type { Permission } from './permission.ts'
import { recordRefusal } from './refuse-access.ts'
import { noteSeen, type StaffSession, staffOfSession } from './session.queries.ts'
import { csrfToken, isSameSecret, sessionCookieName, sessionToken } from './session.ts'
import { staffMenu } from './staff-menu.ts'

type Method = 'get' | 'post'

/** What a route is about: the id of a unit, or undefined where there is no such thing. */
export type UnitOf = (request: Request) => string | undefined | Promise<string | undefined>

export interface Access {
  /** Null for what everybody may do who is signed in. */
  permission: Permission | null
  /** The router answers 404 where this unit lies outside the person's grants. */
  unitOf?: UnitOf
}

export interface StaffRoute extends Access {
  method: Method
  path: string
}

export interface StaffRouter {
  get(path: string, access: Access, ...handlers: RequestHandler[]): void
  post(path: string, access: Access, ...handlers: RequestHandler[]): void
  router: Router
}

const routesOf = new WeakMap<object, StaffRoute[]>()

/** The staff routes of a router, for the test that asks every role at each of them. */
export function staffRoutesOf(router: object): readonly StaffRoute[] {
  return routesOf.get(router) ?? []
}

/**
 * Routes for officials: each says what permission it asks for, and the router lets nobody through without. This is the
 * one place where a request is authorised.
 */
export function staffRouter({ config, databases, clock }: Deps): StaffRouter {
  const router = Router()
  const routes: StaffRoute[] = []
  routesOf.set(router, routes)
  const cookieName = sessionCookieName(config.publicUrl)
  return { get: add('get'), post: add('post'), router }

  function add(method: Method) {
    return (path: string, access: Access, ...handlers: RequestHandler[]): void => {
      routes.push({ method, path, ...access })
      router[method](path, authorise(access), ...handlers)
    }
  }

  function authorise(access: Access): RequestHandler {
    return async (request, response, next) => {
      response.set('Cache-Control', 'no-store')
      const token = sessionToken(request.headers.cookie, cookieName)
      const session = token === undefined ? null : await staffOfSession(databases.read, token, clock())
      if (!token || !session) return askToSignIn(request, response)
      await noteSeen(databases.write, session, clock())
      greet(response, session, token)
      if (request.method === 'POST') requireCsrfToken(request, response)
      await admit(request, response, access)
      next()
    }
  }

  /** Tells the request's later steps, and the page's frame, who is there. */
  function greet(response: Response, { staff, sessionId }: StaffSession, token: string): void {
    response.locals['staff'] = staff
    response.locals['sessionId'] = sessionId
    response.locals['csrfToken'] = csrfToken(config.sessionSecret, token)
    response.locals['staffMenu'] = staffMenu(staff, response.req.path, response.locals['t'])
  }

  async function admit(request: Request, response: Response, { permission, unitOf }: Access): Promise<void> {
    if (permission === null) {
      response.locals['unitsInScope'] = new Set()
      return
    }
    const grants = grantsFor(response.locals['staff'].grants, permission)
    if (grants.length === 0) await refuse(response, null, new HttpError(403, 'forbidden'))
    const scope = await grantScope(databases.read, grants)
    response.locals['unitsInScope'] = scope
    if (!unitOf) return
    const unitId = await unitOf(request)
    if (unitId === undefined) throw new HttpError(404, 'not_found')
    // As if it were not there: whoever may not see a unit's things may not learn which there are.
    if (scope !== null && !scope.has(unitId)) await refuse(response, unitId, new HttpError(404, 'not_found'))
  }

  async function refuse(response: Response, unitId: string | null, error: HttpError): Promise<never> {
    await recordRefusal(databases.write, response, unitId, clock())
    throw error
  }
}

function askToSignIn(request: Request, response: Response): void {
  if (request.method === 'POST' || wantsJson(request)) throw new HttpError(401, 'signed_out')
  response.redirect(303, `/sign-in?${new URLSearchParams({ next: request.originalUrl })}`)
}

/** The field is taken out of the form, so that a route's own description of its form need not know it. */
function requireCsrfToken(request: Request, response: Response): void {
  const given = request.get('X-CSRF-Token') ?? request.body?.csrfToken
  if (!isSameSecret(given, response.locals['csrfToken'])) throw new HttpError(403, 'stale_form')
  if (request.body) delete request.body.csrfToken
}
