import { describe, expect, it } from 'vitest'

/** The scripts of the page are JavaScript, checked by `tsc -p public/js`. */
const script = (name: string) => new URL(`../../public/js/responses/${name}`, import.meta.url).href

interface RatingFormScript {
  countGraphemes(text: string): number
}

interface KioskScript {
  firstMissing(steps: readonly { required: boolean; answered: boolean }[]): number
  presence(idleMs: number): { stage: string; secondsLeft?: number }
}

const { countGraphemes }: RatingFormScript = await import(script('rating-form.js'))
const { firstMissing, presence }: KioskScript = await import(script('kiosk-steps.js'))

describe('The letters of a comment', () => {
  it.each([
    ['', 0],
    ['Chờ lâu', 7],
    ['ễ', 1],
    ['ễ'.normalize('NFD'), 1],
    ['👨‍👩‍👧', 1],
    ['a\r\nb', 3],
  ])('%j are %i as a reader counts', (text, letters) => {
    expect(countGraphemes(text)).toBe(letters)
  })
})

describe('A rating on the kiosk', () => {
  const field = (answered: boolean) => ({ required: true, answered })
  const optional = (answered: boolean) => ({ required: false, answered })

  it('can be sent as soon as what is required is answered', () => {
    expect(firstMissing([field(true), field(true), optional(false), optional(false)])).toBe(-1)
  })

  it('leads back to the first thing that is missing', () => {
    expect(firstMissing([field(false), field(false), optional(true)])).toBe(0)
    expect(firstMissing([field(true), field(false), optional(true)])).toBe(1)
  })
})

describe('A kiosk that nobody touches', () => {
  it.each([
    [0, { stage: 'present' }],
    [29_999, { stage: 'present' }],
    [30_000, { stage: 'asked', secondsLeft: 10 }],
    [30_001, { stage: 'asked', secondsLeft: 10 }],
    [35_500, { stage: 'asked', secondsLeft: 5 }],
    [39_999, { stage: 'asked', secondsLeft: 1 }],
    [40_000, { stage: 'gone' }],
    [86_400_000, { stage: 'gone' }],
  ])('after %i ms: %j', (idleMs, state) => {
    expect(presence(idleMs)).toEqual(state)
  })
})
