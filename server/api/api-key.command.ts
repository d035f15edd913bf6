import type { Databases } from '../../db/connect.ts'
import { OPERATOR } from '../audit/record-audit.ts'
import { newApiKeyForm } from './api-key.input.ts'
import { listApiKeys } from './api-key.queries.ts'
import { makeApiKey, revokeApiKey } from './make-api-key.ts'

/** What the operator asked for cannot be done; the message says why. */
export class KeyProblem extends Error {}

/** @returns the key, which is printed this once. @throws when name, unit or days will not do. */
export async function makeKey(
  { write, read }: Databases,
  options: { name: string; unit: string; days: string },
  now: Date,
): Promise<string> {
  const { data, error } = newApiKeyForm.safeParse(options)
  if (error)
    throw new KeyProblem(`--${error.issues.map(({ path }) => path.join('.')).join(', --')} will not do`)
  const unit = await read.selectFrom('unit').select('id').where('id', '=', data.unit).executeTakeFirst()
  if (!unit) throw new KeyProblem(`there is no unit «${data.unit}»`)
  return makeApiKey(write, data, { by: OPERATOR, now })
}

export async function listKeys({ read }: Databases): Promise<string[]> {
  const keys = await listApiKeys(read)
  return keys.map(
    ({ id, name, unitName, expiresAt, revokedAt }) =>
      `${id}  ${name}  ${unitName}  ${revokedAt ? `revoked ${revokedAt}` : `until ${expiresAt}`}`,
  )
}

/** @throws when there is no such key, or it is revoked already. */
export async function revokeKey({ write }: Databases, id: string, now: Date): Promise<void> {
  if (!(await revokeApiKey(write, id, { by: OPERATOR, now })))
    throw new KeyProblem(`there is no valid key «${id}»`)
}
