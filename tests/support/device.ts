import { createHash, generateKeyPairSync, type KeyPairKeyObjectResult, randomUUID, sign } from 'node:crypto'
import { type SubmissionBody, submissionBody } from './submissions.ts'

export interface SignedItem {
  sequence: number
  previousHash: string
  body: string
  at: string
  flag: 'cool_down' | null
  signature: string
}

export interface ItemChanges {
  at?: Date
  flag?: 'cool_down' | null
}

/** What a heartbeat says besides its number, changed as a test needs it. */
export interface HeartbeatState {
  sentAt: string
  version: string
  queueLength: number
  deadLetters: number
  batteryPercent: number | null
  lastSequence: number
  events: object[]
}

/**
 * A kiosk without a browser. It keeps to docs/kiosk-protocol.md by itself and shares no code with the server, so that a
 * mistake on one side does not hide the same on the other.
 */
export class TestDevice {
  readonly publicKey: string
  readonly #keys: KeyPairKeyObjectResult
  readonly #clock: () => Date
  deviceId = ''
  touchpoint = ''
  sequence = 0
  previousHash = '0'.repeat(64)
  heartbeats = 0

  constructor(
    clock: () => Date = () => new Date(),
    keys = generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ) {
    this.#clock = clock
    this.#keys = keys
    this.publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  }

  /** A second kiosk with the same key and the same state: what a copied disk makes. */
  copy(): TestDevice {
    const { deviceId, touchpoint, sequence, previousHash, heartbeats } = this
    const state = { deviceId, touchpoint, sequence, previousHash, heartbeats }
    return Object.assign(new TestDevice(this.#clock, this.#keys), state)
  }

  /** Enrols with a code. @throws what the server answered. */
  async enrol(url: string, code: string, name?: string): Promise<void> {
    const { status, body } = await postJson(`${url}/kiosk/enrolment`, {
      code,
      publicKey: this.publicKey,
      ...(name === undefined ? {} : { name }),
    })
    if (status !== 201) throw new Error(`the enrolment was answered with ${status}: ${JSON.stringify(body)}`)
    this.deviceId = body.deviceId
    this.touchpoint = body.touchpoint.code
  }

  /** The next response, signed and chained to the one before. */
  rate(
    changes: Partial<SubmissionBody> = {},
    { at = this.#clock(), flag = null }: ItemChanges = {},
  ): SignedItem {
    const body = JSON.stringify(submissionBody({ touchpoint: this.touchpoint, ...changes }))
    return this.link({
      sequence: this.sequence + 1,
      previousHash: this.previousHash,
      body,
      at: at.toISOString(),
      flag,
    })
  }

  /** Signs a response as it is given, and makes it the last of the chain. */
  link(item: Omit<SignedItem, 'signature'>): SignedItem {
    const signed = this.sign(item)
    this.sequence = item.sequence
    this.previousHash = createHash('sha256').update(this.#message(item)).digest('hex')
    return signed
  }

  /** Signs a response as it is given, whatever the chain says. */
  sign(item: Omit<SignedItem, 'signature'>): SignedItem {
    const { sequence, previousHash, body, at, flag } = item
    return { sequence, previousHash, body, at, flag, signature: this.#signature(this.#message(item)) }
  }

  batch(items: readonly SignedItem[], sentAt = this.#clock()): object {
    return { deviceId: this.deviceId, sentAt: sentAt.toISOString(), items }
  }

  heartbeat(changes: Partial<HeartbeatState & { number: number }> = {}): object {
    this.heartbeats++
    const payload = JSON.stringify({
      number: this.heartbeats,
      sentAt: this.#clock().toISOString(),
      version: 'test',
      queueLength: 0,
      deadLetters: 0,
      batteryPercent: null,
      lastSequence: this.sequence,
      events: [],
      ...changes,
    })
    return {
      deviceId: this.deviceId,
      payload,
      signature: this.#signature(`thuoc-do/heartbeat/v1\n${this.deviceId}\n${payload}`),
    }
  }

  #message({ sequence, previousHash, at, flag, body }: Omit<SignedItem, 'signature'>): string {
    return `thuoc-do/response/v1\n${this.deviceId}\n${sequence}\n${previousHash}\n${at}\n${flag ?? ''}\n${body}`
  }

  #signature(message: string): string {
    const key = { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' } as const
    return sign('sha256', Buffer.from(message), key).toString('base64url')
  }
}

/** An event as a device tells it. */
export function deviceReport(kind: string, detail: object, at = new Date()): object {
  return { id: randomUUID(), kind, at: at.toISOString(), detail }
}

export interface JsonAnswer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  body: any
}

export async function postJson(url: string, body: object): Promise<JsonAnswer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}
