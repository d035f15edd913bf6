import { chartJson } from './chart.ts'
import type { FigureRow } from './figure-row.ts'
import type { Words } from './figure-words.ts'

/** The chart of a table, which is described by the table `<id>-table`. */
export interface ChartPage {
  id: string
  heading: string
  json: string
  label: string
  size: 'short' | 'middle' | 'tall'
}

export interface ChartInput {
  id: string
  heading: string
  /** Period and selection in words, for a chart that leaves the page. */
  about: string
  rows: readonly FigureRow[]
  words: Words
}

const FEW_LINES = 3
const MANY_LINES = 12

/** Null where there is nothing to draw. */
export function figureChart({ id, heading, about, rows, words }: ChartInput): ChartPage | null {
  const { t } = words
  const json = chartJson(
    rows,
    {
      kind: id === 'months' ? 'months' : 'categories',
      title: heading,
      subtitle: about,
      fileName: `${id}.png`,
      words: {
        share: t('dashboard:column.share'),
        interval: t('dashboard:column.interval'),
        threshold: t('dashboard:column.target'),
      },
    },
    words,
  )
  if (json === null) return null
  return { id, heading, json, label: t('dashboard:chart.label', { heading }), size: sizeOf(id, rows.length) }
}

/** A chart side by side needs height for each of its lines. */
function sizeOf(id: string, lines: number): ChartPage['size'] {
  if (id === 'months') return 'middle'
  if (lines <= FEW_LINES) return 'short'
  return lines <= MANY_LINES ? 'middle' : 'tall'
}
