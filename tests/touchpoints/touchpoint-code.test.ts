import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newTouchpointCode, spelledCode, typedCodes } from '../../server/touchpoints/touchpoint-code.ts'

const drawn = Array.from({ length: 500 }, () => newTouchpointCode((limit) => randomInt(limit)))
const letters = new Set(drawn.join(''))

describe('A touchpoint code', () => {
  it('is eight letters and digits, printed in two groups of capitals', () => {
    for (const code of drawn) {
      expect(code).toMatch(/^[a-z0-9]{8}$/)
      expect(spelledCode(code)).toBe(`${code.slice(0, 4)}-${code.slice(4)}`.toUpperCase())
    }
  })

  it('uses every letter of its alphabet, first and last ones too', () => {
    expect(newTouchpointCode(() => 0)).toBe('22222222')
    expect(letters.size).toBe(19)
  })

  it('has nothing that a Vietnamese keyboard turns into something else: no vowel, no d, no w', () => {
    expect([...'aeiouydwz'].filter((letter) => letters.has(letter))).toEqual([])
  })

  it.each(['0o', '1il', '2z', '5s', '8b', '9gq', 'uv'])(
    'has at most one of what looks alike: %s',
    (alike) => {
      expect([...alike].filter((letter) => letters.has(letter)).length).toBeLessThanOrEqual(1)
    },
  )

  it.each([
    ['CFHJ-2346', 'cfhj2346'],
    ['cfhj 2346', 'cfhj2346'],
    ['  CfHj–2346 ', 'cfhj2346'],
    ['cfhj.2346', 'cfhj2346'],
  ])('is understood however it is typed: «%s»', (typed, code) => {
    expect(typedCodes(typed)[0]).toBe(code)
  })

  it('keeps its hyphens where they belong to it', () => {
    expect(typedCodes('Demo-Dak-Mil')).toContain('demo-dak-mil')
    expect(spelledCode('demo-dak-mil')).toBe('demo-dak-mil')
  })

  it('is nothing when nothing was typed', () => {
    expect(typedCodes('  - ')).toEqual(['-'])
    expect(typedCodes('   ')).toEqual([])
  })
})
