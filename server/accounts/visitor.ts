import type { Request, Response } from 'express'
import { auditOrigin } from '../audit/record-audit.ts'
import type { Visitor } from './open-session.ts'
import type { SessionCookies } from './session-cookies.ts'
import { userAgent } from './user-agent.ts'

/** Who asks to be let in. */
export function visitorOf(
  request: Request,
  response: Response,
  { device }: SessionCookies,
  now: Date,
): Visitor {
  return { device: device(request), from: auditOrigin(response), userAgent: userAgent(request), now }
}
