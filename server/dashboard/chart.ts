import type { Interval } from '../statistics/proportion.ts'
import { scriptJson } from '../web/script-json.ts'
import type { FigureRow } from './figure-row.ts'
import { measuredCells, type Words } from './figure-words.ts'

/** What public/js/dashboard/charts.js draws; percentages 0..100, null where there is no figure (a gap, never 0). */
export interface ChartData {
  kind: 'months' | 'categories'
  title: string
  subtitle: string
  fileName: string
  labels: string[]
  shares: (number | null)[]
  intervals: ([lower: number, upper: number] | null)[]
  thresholds: (number | null)[]
  /** As the table prints them, for whoever points at a mark. */
  shareTexts: (string | null)[]
  thresholdTexts: (string | null)[]
  words: { share: string; interval: string; threshold: string }
}

export type ChartFrame = Pick<ChartData, 'kind' | 'title' | 'subtitle' | 'fileName' | 'words'>

/** The chart of a table's lines, as JSON for the page; null where no line has a figure to draw. */
export function chartJson(rows: readonly FigureRow[], frame: ChartFrame, words: Words): string | null {
  if (rows.every(({ figure }) => figure.state !== 'measured')) return null
  const data: ChartData = {
    ...frame,
    labels: rows.map(({ name }) => name),
    shares: rows.map(({ figure }) => (figure.state === 'measured' ? inPercent(figure.share) : null)),
    intervals: rows.map(({ figure }) => (figure.state === 'measured' ? bounds(figure.interval) : null)),
    thresholds: rows.map(({ target }) => target?.value ?? null),
    shareTexts: rows.map((row) => {
      const cells = measuredCells(row, words)
      return cells && `${cells.share} (${cells.interval})`
    }),
    thresholdTexts: rows.map(({ target }) => target && words.format.percent(target.value)),
  }
  return scriptJson(data)
}

function bounds({ lower, upper }: Interval): [number, number] {
  return [inPercent(lower), inPercent(upper)]
}

/** To what a screen can show. */
function inPercent(share: number): number {
  return Math.round(share * 1_000_000) / 10_000
}
