import { clientScript } from '../support/client-script.ts'

/** What public/js/queue says of itself, for tests. */
export interface Item {
  sequence: number
  submissionKey: string
  body: string
  at: string
}

export interface Results {
  delivered: number[]
  dead: { sequence: number; problem: string }[]
}

export type Verdict =
  | ({ kind: 'answered' } & Results)
  | { kind: 'too_large' }
  | { kind: 'later'; reason: string; retryAfterMs: number | null }

export interface Sender {
  send(): Promise<void>
  wake(): Promise<void>
}

interface SenderNeeds {
  queue: { first(most: number): Promise<Item[]>; settle(results: Results): Promise<unknown> }
  transmit(items: Item[]): Promise<Verdict>
  exclusively(send: () => Promise<void>): Promise<boolean>
  now(): number
  random(): number
  startTimer(run: () => void, ms: number): unknown
}

export type Fetch = (url: string, options: RequestInit) => Promise<Response>

export const { createSender } = await clientScript<{ createSender(needs: SenderNeeds): Sender }>(
  'queue/sender.js',
)

/** Responses that wait, without a browser; sent ones are gone. */
export class WaitingList {
  items: Item[]
  dead: Results['dead'] = []

  constructor(count: number) {
    this.items = Array.from({ length: count }, (_, index) => item(index + 1))
  }

  first = async (most: number) => this.items.slice(0, most)

  settle = async ({ delivered, dead }: Results) => {
    const gone = new Set([...delivered, ...dead.map(({ sequence }) => sequence)])
    this.items = this.items.filter(({ sequence }) => !gone.has(sequence))
    this.dead.push(...dead)
  }
}

export function item(sequence: number): Item {
  return { sequence, submissionKey: `key-${sequence}`, body: '{}', at: '2026-11-24T03:00:00.000Z' }
}

/** A clock whose timers run when it is told to go on. */
export class Timers {
  now = 0
  #waiting: { at: number; run: () => void }[] = []

  start = (run: () => void, ms: number) => {
    this.#waiting.push({ at: this.now + ms, run })
  }

  /** Goes on to the next timer and runs it. @returns whether there was one */
  runNext(): boolean {
    const next = this.#waiting.sort((a, b) => a.at - b.at).shift()
    if (!next) return false
    this.now = Math.max(this.now, next.at)
    next.run()
    return true
  }
}
