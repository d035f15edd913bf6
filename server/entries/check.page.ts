import type { InstrumentContent } from '../instruments/instrument.ts'
import { formatFor } from '../web/format.ts'
import type { Batch, NumberedSlip } from './batch.queries.ts'
import { batchPath, type EntryWords } from './batch-list.page.ts'
import { keyPositions } from './slip.ts'
import { positionName, tickedBox } from './slip-words.ts'

/** What views/entries/check.ejs prints: all slips of a batch, for a second person to compare with the paper. */
export interface CheckPage {
  title: string
  backHref: string
  facts: string
  columns: string[]
  slips: { number: number; boxes: string[]; comment: string }[]
}

export function checkPage(
  batch: Batch,
  slips: readonly NumberedSlip[],
  content: InstrumentContent,
  { fields, locale, t }: EntryWords,
): CheckPage {
  const positions = keyPositions(content)
  const field = fields.find(({ id }) => id === batch.procedureFieldId)
  const { date, count } = formatFor(locale, t)
  return {
    title: t('entries:check.title'),
    backHref: batchPath(batch.id),
    facts: t('entries:check.facts', {
      unit: batch.unitName,
      field: field?.name[locale] ?? batch.procedureFieldId,
      date: date(batch.slipsOn),
      slips: count(slips.length),
      name: batch.enteredByName,
    }),
    columns: positions.map((position) => positionName(position, { locale, t })),
    slips: slips.map((slip) => ({
      number: slip.number,
      boxes: positions.map((position) => String(tickedBox(position, slip) ?? '–')),
      comment: slip.comment ?? '',
    })),
  }
}
