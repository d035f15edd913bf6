import {
  codesOf,
  type InstrumentContent,
  type InstrumentItem,
  isCoded,
  type Localised,
} from '../instruments/instrument.ts'
import { answered, type Tally } from '../statistics/tally.ts'

/** How the answers to one item of one version are spread over its options. */
export type OptionsResult =
  | { state: 'no_responses' }
  | { state: 'suppressed' }
  | { state: 'measured'; base: number; options: { text: Localised; count: number }[] }

/** Of a tally that may be shown (null = hidden). Never across versions: what one asks in other words, or with other options, is another question. */
export function optionsResult(
  item: InstrumentItem,
  content: InstrumentContent,
  tally: Tally | null,
): OptionsResult {
  if (tally === null) return { state: 'suppressed' }
  const base = answered(tally)
  if (base === 0 || !isCoded(item)) return { state: 'no_responses' }
  return {
    state: 'measured',
    base,
    options: codesOf(item, content).map(({ code, text }) => ({ text, count: countOf(tally, code) })),
  }
}

function countOf(tally: Tally, code: number): number {
  return [tally.r1, tally.r2, tally.r3, tally.r4, tally.r5][code - 1] ?? 0
}
