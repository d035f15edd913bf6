// Slips that were keyed and have not reached the server yet. They stay in the browser until it has answered for each.

/**
 * @typedef {{ submissionKey: string, keys: string, comment: string }} KeyedSlip
 * @typedef {{ state: 'kept' } | { state: 'refused', message: string } | { state: 'stopped' }} Answer
 *   kept: the server has it. refused: it never will as it is. stopped: not before somebody signs in again.
 * @typedef {'sending' | 'offline' | 'refused' | 'stopped' | 'idle'} QueueState
 *
 * @typedef {object} Dependencies
 * @property {Pick<Storage, 'getItem' | 'setItem'>} storage
 * @property {string} name under which the slips are kept
 * @property {(slip: KeyedSlip) => Promise<Answer>} send rejects when there is no answer: then it is sent again
 * @property {(ms: number) => Promise<void>} wait
 * @property {(state: QueueState, message: string) => void} onChange
 */

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

/** @param {Dependencies} dependencies */
export function createSlipQueue({ storage, name, send, wait, onChange }) {
  /** @type {string | null} the one that is on its way */
  let underway = null
  let isRunning = false
  let isHeldUp = false

  /** @returns {KeyedSlip[]} */
  function waiting() {
    return JSON.parse(storage.getItem(name) ?? '[]')
  }

  /** @param {readonly KeyedSlip[]} slips */
  function keep(slips) {
    storage.setItem(name, JSON.stringify(slips))
  }

  /**
   * Keeps a slip, then sends it. @throws when the browser cannot keep it
   * @param {KeyedSlip} slip
   */
  function add(slip) {
    keep([...waiting(), slip])
    void flush()
  }

  /**
   * Takes the last slip out again, to be mended; undefined when none waits, or the last is already on its way.
   * @returns {KeyedSlip | undefined}
   */
  function takeLast() {
    const slips = waiting()
    const last = slips.pop()
    if (!last || last.submissionKey === underway) return undefined
    keep(slips)
    return last
  }

  /**
   * Takes out the slip that was refused, and goes on with the others.
   * @returns {KeyedSlip | undefined}
   */
  function takeRefused() {
    const [refused, ...others] = waiting()
    keep(others)
    isHeldUp = false
    void flush()
    return refused
  }

  async function flush() {
    if (isRunning || isHeldUp) return
    isRunning = true
    let waitMs = FIRST_WAIT_MS
    for (let next = waiting()[0]; next; next = waiting()[0]) {
      const answer = await answerTo(next)
      if (answer === null) {
        onChange('offline', '')
        await wait(waitMs)
        waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)
        continue
      }
      waitMs = FIRST_WAIT_MS
      if (answer.state !== 'kept') {
        isHeldUp = answer.state === 'refused'
        isRunning = false
        onChange(answer.state, answer.state === 'refused' ? answer.message : '')
        return
      }
      const sent = next.submissionKey
      keep(waiting().filter(({ submissionKey }) => submissionKey !== sent))
      onChange('sending', '')
    }
    isRunning = false
    onChange('idle', '')
  }

  /** @param {KeyedSlip} slip */
  async function answerTo(slip) {
    underway = slip.submissionKey
    try {
      return await send(slip)
    } catch {
      return null
    } finally {
      underway = null
    }
  }

  return { waiting, add, takeLast, takeRefused, flush }
}
