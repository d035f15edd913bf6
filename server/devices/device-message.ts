import { createHash } from 'node:crypto'
import type { Instant } from '../../db/schema.ts'

/** What stands before the first response of a device. */
export const CHAIN_START = '0'.repeat(64)

/** What a device signs of a response; `body` is the exact JSON text. */
export interface SignedResponse {
  sequence: number
  previousHash: string
  body: string
  at: Instant
  flag: 'cool_down' | null
}

/** The bytes that a device signs for a response, and that its hash covers. */
export function responseMessage(deviceId: string, item: SignedResponse): Buffer {
  const { sequence, previousHash, at, flag, body } = item
  return Buffer.from(
    ['thuoc-do/response/v1', deviceId, sequence, previousHash, at, flag ?? '', body].join('\n'),
  )
}

/** The bytes that a device signs for a heartbeat; `payload` is the exact JSON text. */
export function heartbeatMessage(deviceId: string, payload: string): Buffer {
  return Buffer.from(['thuoc-do/heartbeat/v1', deviceId, payload].join('\n'))
}

/** The hash by which the next response names this one: SHA-256, hex. */
export function hashOf(message: Buffer): string {
  return createHash('sha256').update(message).digest('hex')
}
