import { beforeEach, describe, expect, it } from 'vitest'

type Slip = { submissionKey: string; keys: string; comment: string }
type Answer = { state: 'kept' } | { state: 'refused'; message: string } | { state: 'stopped' }

interface SlipQueue {
  waiting(): Slip[]
  add(slip: Slip): void
  takeLast(): Slip | undefined
  takeRefused(): Slip | undefined
  flush(): Promise<void>
}

interface SlipQueueScript {
  createSlipQueue(dependencies: {
    storage: { getItem(name: string): string | null; setItem(name: string, text: string): void }
    name: string
    send(slip: Slip): Promise<Answer>
    wait(ms: number): Promise<void>
    onChange(state: string): void
  }): SlipQueue
}

/** The script of the page is JavaScript, checked by `tsc -p public/js`. */
const { createSlipQueue }: SlipQueueScript = await import(
  new URL('../../public/js/entries/slip-queue.js', import.meta.url).href
)

const slip = (submissionKey: string): Slip => ({ submissionKey, keys: '14', comment: '' })

describe('Slips that wait to be sent', () => {
  let stored: Map<string, string>
  let sent: string[]
  let states: string[]
  /** What the server says to each attempt; when it runs out, it keeps every slip. */
  let answers: (Answer | 'no answer')[]
  beforeEach(() => {
    stored = new Map()
    sent = []
    states = []
    answers = []
  })

  const queue = () =>
    createSlipQueue({
      storage: {
        getItem: (name) => stored.get(name) ?? null,
        setItem: (name, text) => void stored.set(name, text),
      },
      name: 'entries:1',
      send: async ({ submissionKey }) => {
        const answer = answers.shift() ?? { state: 'kept' }
        sent.push(submissionKey)
        if (answer === 'no answer') throw new Error('no connection')
        return answer
      },
      wait: async () => undefined,
      onChange: (state) => states.push(state),
    })
  const settled = async (isDone: () => boolean) => {
    while (!isDone()) await new Promise((resolve) => setImmediate(resolve))
  }

  it('are sent again, in their order, until the server has answered for each', async () => {
    const slips = queue()
    answers = ['no answer', 'no answer', { state: 'kept' }, 'no answer']
    for (const key of ['a', 'b', 'c']) slips.add(slip(key))
    await settled(() => states.includes('idle'))
    expect(sent).toEqual(['a', 'a', 'a', 'b', 'b', 'c'])
    expect(states).toContain('offline')
    expect(slips.waiting()).toEqual([])
  })

  it('outlive the page: the next one goes on with them', async () => {
    answers = [{ state: 'stopped' }]
    queue().add(slip('a'))
    await settled(() => states.includes('stopped'))
    expect(queue().waiting()).toEqual([slip('a')])
    void queue().flush()
    await settled(() => states.includes('idle'))
    expect(sent).toEqual(['a', 'a'])
  })

  it('can be taken back while they wait, the last first, but not the one on its way', async () => {
    const slips = queue()
    answers = ['no answer']
    slips.add(slip('a'))
    expect(slips.takeLast(), 'on its way').toBeUndefined()
    slips.add(slip('b'))
    expect(slips.takeLast()).toEqual(slip('b'))
    await settled(() => states.includes('idle'))
    expect(sent).toEqual(['a', 'a'])
  })

  it('stand still behind one that the server refuses, until it is taken back', async () => {
    const slips = queue()
    answers = [{ state: 'refused', message: 'too long' }]
    slips.add(slip('a'))
    slips.add(slip('b'))
    await settled(() => states.includes('refused'))
    void slips.flush()
    slips.add(slip('c'))
    expect(sent).toEqual(['a'])
    expect(slips.takeRefused()).toEqual(slip('a'))
    await settled(() => states.includes('idle'))
    expect(sent).toEqual(['a', 'b', 'c'])
  })

  it('are not said to be kept when the browser cannot keep them', () => {
    const full = createSlipQueue({
      storage: {
        getItem: () => null,
        setItem: () => {
          throw new Error('the storage is full')
        },
      },
      name: 'entries:1',
      send: async () => ({ state: 'kept' }),
      wait: async () => undefined,
      onChange: () => undefined,
    })
    expect(() => full.add(slip('a'))).toThrow('full')
  })
})
