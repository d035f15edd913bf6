import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import type { Db } from '../../db/schema.ts'

/** Who does something, and from where. */
export interface AuditOrigin {
  /** Null for the operator's commands and for whoever is not signed in. */
  staffId: string | null
  login: string
  address: string
  requestId: string | null
}

export interface AuditedChange {
  /** `<what>.<done>`, like `touchpoint.retired`; named in words by `audit:action.<what>.<done>`. */
  action: string
  /** `<kind>:<id>`, like `touchpoint:demo-dak-mil`. */
  subject: string
  unitId?: string | null
  before?: object | null
  after?: object | null
}

/** On the server itself, by a command. */
export const OPERATOR: AuditOrigin = {
  staffId: null,
  login: 'thuoc-do',
  address: 'localhost',
  requestId: null,
}

/** The origin of what a request does. */
export function auditOrigin(response: Response): AuditOrigin {
  const staff: { id: string; login: string } | undefined = response.locals['staff']
  return {
    staffId: staff?.id ?? null,
    login: staff?.login ?? '',
    address: response.req.ip ?? '',
    requestId: String(response.locals['requestId']),
  }
}

/** Writes down a change, in the change's own transaction: neither is there without the other. */
export async function recordAudit(
  trx: Db,
  by: AuditOrigin,
  { action, subject, unitId = null, before = null, after = null }: AuditedChange,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('audit_entry')
    .values({
      id: nextId(),
      at: now.toISOString(),
      staff_id: by.staffId,
      login: by.login,
      address: by.address,
      request_id: by.requestId,
      action,
      subject,
      unit_id: unitId,
      before: withoutSecrets(before),
      after: withoutSecrets(after),
    })
    .execute()
}

let written = 0

/** A UUID whose first part counts up, so that what is written in one instant stays in its order. */
function nextId(): string {
  written = (written + 1) % 0x1_0000_0000
  return written.toString(16).padStart(8, '0') + randomUUID().slice(8)
}

const SECRET = /password|secret|token|totp|recovery|(code|key)_?hash/i

/** A secret has no place here; that it changed has. */
function withoutSecrets(state: object | null): string | null {
  return (
    state && JSON.stringify(state, (key, value) => (SECRET.test(key) && value !== null ? '(secret)' : value))
  )
}
