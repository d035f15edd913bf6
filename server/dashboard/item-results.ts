import type { PublishedVersion } from '../instruments/instrument.queries.ts'
import { codesOf, type InstrumentItem, isCoded, type Localised } from '../instruments/instrument.ts'
import { isSmall, suppress } from '../statistics/suppression.ts'
import { answered, type Tally } from '../statistics/tally.ts'
import type { SatisfactionCube, Selection } from './satisfaction-cube.ts'

/** How the answers to one item of one version are spread over its options. */
export type OptionsResult =
  | { state: 'no_responses' }
  | { state: 'suppressed' }
  | { state: 'measured'; base: number; options: { text: Localised; count: number }[] }

export type ItemCubes = ReadonlyMap<string, SatisfactionCube>

export interface OptionsInput {
  version: Pick<PublishedVersion, 'id' | 'content'>
  item: InstrumentItem
  /** Of every version that was answered, by its id: of two that ask one item, each gives the other away. */
  cubes: ReadonlyMap<string, ItemCubes>
  selection: Selection
  minimumCell: number
}

/** Never across versions: what one asks in other words, or with other options, is another question. */
export function optionsResult({ version, item, cubes, selection, minimumCell }: OptionsInput): OptionsResult {
  const tallyIn = (versionId: string) => cubes.get(versionId)?.get(item.id)?.tally(selection)
  const tally = tallyIn(version.id)
  if (tally === undefined || !isCoded(item)) return { state: 'no_responses' }
  if (tally === null) return { state: 'suppressed' }
  const base = answered(tally)
  if (base === 0) return { state: 'no_responses' }
  const ids = [...cubes.keys()]
  const bases = ids.map((id) => answeredOrNone(tallyIn(id)))
  if (isSmall(base, minimumCell) || suppress(bases, minimumCell).cells[ids.indexOf(version.id)])
    return { state: 'suppressed' }
  return {
    state: 'measured',
    base,
    options: codesOf(item, version.content).map(({ code, text }) => ({ text, count: countOf(tally, code) })),
  }
}

/** A hidden count of another version counts as the smallest that there can be. */
function answeredOrNone(tally: Tally | null | undefined): number {
  if (tally === undefined) return 0
  return tally === null ? 1 : answered(tally)
}

function countOf(tally: Tally, code: number): number {
  return [tally.r1, tally.r2, tally.r3, tally.r4, tally.r5][code - 1] ?? 0
}
