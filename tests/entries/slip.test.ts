import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyPositions, keysOf, readKeys } from '../../server/entries/slip.ts'
import { instrumentContent } from '../../server/instruments/instrument.ts'
import { projectRoot } from '../../server/project.ts'

/** The script of the page is JavaScript, checked by `tsc -p public/js`. */
const { keyProblem }: SlipKeysScript = await import(
  new URL('../../public/js/entries/slip-keys.js', import.meta.url).href
)
interface SlipKeysScript {
  keyProblem(
    keys: string,
    positions: readonly { boxes: readonly string[]; isRequired: boolean }[],
    state: { isFinished: boolean },
  ): { at: number; problem: string } | null
}

const content = instrumentContent.parse(
  JSON.parse(readFileSync(join(projectRoot, 'db', 'seed', 'instrument-one-stop-1.json'), 'utf8')),
)
const positions = keyPositions(content)
/** As the page gives them to the script. */
const onPage = positions.map(({ boxes, isOptional }) => ({
  boxes: Array.from({ length: boxes }, (_, index) => `ô ${index + 1}`),
  isRequired: !isOptional,
}))

describe('The keys of a slip', () => {
  it('are who answered, then each item in the order of the questionnaire', () => {
    expect(readKeys('1452031421', positions)).toEqual({
      respondentKind: 'citizen',
      answers: {
        overall: 4,
        access: 5,
        procedure: 2,
        result: 3,
        feedback: 1,
        punctuality: 4,
        visits: 2,
        extra_payment: 1,
      },
    })
  })

  it('take 0 and the space bar for «no box is ticked», and leave the rest out', () => {
    const answers = { overall: 3, staff: 1 }
    expect(readKeys('230010', positions)).toEqual({ respondentKind: 'business', answers })
    expect(readKeys('23  1', positions)).toEqual({ respondentKind: 'business', answers })
  })

  it('take the box behind the last answer for «no opinion», where the slip has one', () => {
    expect(readKeys('146', positions)).toMatchObject({ answers: { overall: 4, access: null } })
    expect(readKeys('1400000003', positions)).toMatchObject({ answers: { overall: 4, extra_payment: null } })
    expect(readKeys('16', positions), 'the overall rating has none').toEqual({ at: 2, problem: 'box' })
  })

  it.each([
    ['', { at: 1, problem: 'missing' }],
    [' 4', { at: 1, problem: 'missing' }],
    ['1', { at: 2, problem: 'missing' }],
    ['10', { at: 2, problem: 'missing' }],
    ['3', { at: 1, problem: 'box' }],
    ['147', { at: 3, problem: 'box' }],
    ['1400000005', { at: 10, problem: 'box' }],
    ['14x', { at: 3, problem: 'box' }],
    ['14٣', { at: 3, problem: 'box' }],
    ['14000000011', { at: 11, problem: 'end' }],
  ])('«%s» are refused at the key that is wrong', (keys, problem) => {
    expect(readKeys(keys, positions)).toEqual(problem)
  })

  it('come back as they were, to be mended', () => {
    for (const keys of ['14', '2500000003', '1366666333', '1104']) {
      const read = readKeys(keys, positions)
      expect('problem' in read ? read : keysOf(read, positions)).toBe(keys)
    }
  })

  it('are judged alike in the browser and on the server, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 x-'), maxLength: 12 }), (keys) => {
        const read = readKeys(keys, positions)
        expect(keyProblem(keys, onPage, { isFinished: true })).toEqual('problem' in read ? read : null)
      }),
      { numRuns: 3000 },
    )
  })
})
