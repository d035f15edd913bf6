import type { InstrumentContent } from '../instruments/instrument.ts'
import type { Refusal } from './refusal.ts'
import type { WaveWords } from './wave-list.page.ts'

export interface RefusalWords {
  row: number
  column: string
  problem: string
}

/** Refused rows in words: which row, which column, why. */
export function refusalWords(
  refusals: readonly Refusal[],
  { items }: InstrumentContent,
  { locale, t }: WaveWords,
): RefusalWords[] {
  return refusals.map(({ row, column, problem }) => ({
    row,
    column: items.find(({ id }) => id === column)?.short[locale] ?? t(`waves:column.${column}`),
    problem: t(`waves:problem.${problem}`),
  }))
}

/** A row with several mistakes is one refused row. */
export function refusedRows(refusals: readonly Refusal[]): number {
  return new Set(refusals.map(({ row }) => row)).size
}
