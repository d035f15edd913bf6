import { createHash, randomBytes } from 'node:crypto'

const SHAPE = /^td_[\w-]{43}$/

/** 256 random bits, with a beginning by which people and scanners of leaked secrets know it. */
export function newApiKey(): string {
  return `td_${randomBytes(32).toString('base64url')}`
}

/** What is stored of a key. */
export function apiKeyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The key of an `Authorization: Bearer …` header. */
export function bearerKey(authorization: string | undefined): string | undefined {
  const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  return key !== undefined && SHAPE.test(key) ? key : undefined
}
