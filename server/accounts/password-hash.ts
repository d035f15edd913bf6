import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { HttpError } from '../web/http-error.ts'
import { turnstile } from './turnstile.ts'

/** OWASP's second choice of parameters (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const SALT_BYTES = 16
const TAG_BYTES = 32

/** Each hash holds 19 MiB and a thread for some 30 ms: more at once would keep ratings waiting. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 50

const hash = promisify(argon2)
const pass = turnstile({
  atOnce: MOST_AT_ONCE,
  waiting: MOST_WAITING,
  full: () => new HttpError(503, 'unavailable', { retryAfterSeconds: 2 }),
})

/** An argon2id hash as a PHC string. Equal passwords typed on different keyboards are made equal first (NFKC). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(await tagOf(password, salt))}`
}

/** A null hash matches nothing, and takes as long: nobody learns by waiting whether an account exists. */
export async function matchesPassword(password: string, phc: string | null): Promise<boolean> {
  const [, , , , salt = '', expected = ''] = phc?.split('$') ?? []
  const tag = await tagOf(password, phc === null ? randomBytes(SALT_BYTES) : Buffer.from(salt, 'base64'))
  const known = phc === null ? randomBytes(TAG_BYTES) : Buffer.from(expected, 'base64')
  return known.length === tag.length && timingSafeEqual(tag, known)
}

function tagOf(password: string, nonce: Buffer): Promise<Buffer> {
  const message = password.normalize('NFKC')
  const parameters = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES, tagLength: TAG_BYTES }
  return pass(() => hash('argon2id', { message, nonce, ...parameters }))
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
