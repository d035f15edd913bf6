import { createHash } from 'node:crypto'
import type { TableRow } from '../imports/table-row.ts'
import {
  highestCode,
  type InstrumentContent,
  type InstrumentItem,
  isCoded,
} from '../instruments/instrument.ts'
import { enteredDate } from '../invitations/entered-date.ts'
import { folded } from '../invitations/recognised-words.ts'
import type { ProcedureField } from '../procedures/procedure-field.queries.ts'
import type { CivilDate } from '../statistics/civil-date.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { type Column, cellsOf, type FoundColumns } from './columns.ts'
import type { Refusal } from './refusal.ts'
import type { Stratum } from './wave.queries.ts'

const KIND = 'kind'

/** The columns of a file of interviews: where and when, then the items of the questionnaire. */
export function interviewColumns(
  { items }: InstrumentContent,
  translations: Readonly<Record<Locale, Translate>>,
): Column[] {
  const named = (id: 'stratum' | 'date' | 'field' | 'kind' | 'comment', isRequired: boolean) => ({
    id: id as string,
    names: Object.values(translations).map((t) => t(`waves:column.${id}`)),
    isRequired,
  })
  return [
    named('stratum', true),
    named('date', true),
    named('field', true),
    named(KIND, true),
    ...items.map(({ id, short, required }) => ({ id, names: Object.values(short), isRequired: required })),
    named('comment', false),
  ]
}

/** One interview as the body of a response. */
export interface Interview {
  stratum: Stratum
  on: CivilDate
  procedureField: string
  respondentKind: 'citizen' | 'business'
  answers: Record<string, Sent>
  comment: string | undefined
}

export interface InterviewReading {
  columns: FoundColumns
  content: InstrumentContent
  strata: readonly Stratum[]
  fields: readonly ProcedureField[]
  translations: Readonly<Record<Locale, Translate>>
  serials: boolean
}

/** What a row says, or everything in it that cannot be read. Answers are the numbers of the boxes, as on a slip. */
export function readInterview(
  { number: row, cells }: TableRow,
  { columns, content, strata, fields, translations, serials }: InterviewReading,
): Interview | Refusal[] {
  const cell = cellsOf(cells, columns)
  const refusals: Refusal[] = []
  const refuse = (column: string, problem: Refusal['problem']) => void refusals.push({ row, column, problem })
  const chosen = <T>(column: string, find: (text: string) => T | undefined): T | undefined => {
    const text = cell(column)
    const found = text === '' ? undefined : find(text)
    if (found === undefined) refuse(column, text === '' ? 'missing' : 'unknown')
    return found
  }
  const stratum = chosen('stratum', (text) => strata.find(({ name }) => folded(name) === folded(text)))
  const field = chosen('field', (text) =>
    fields.find(({ id, name }) => [id, ...Object.values(name)].some((word) => folded(word) === folded(text))),
  )
  const kind = chosen(KIND, (text) => kindNamed(text, translations))
  const on = cell('date') === '' ? undefined : enteredDate(cell('date'), { serials })
  if (on === undefined) refuse('date', cell('date') === '' ? 'missing' : 'date')

  const answers: Record<string, Sent> = {}
  for (const item of content.items) {
    const answer = answerIn(cell(item.id), item)
    if (typeof answer === 'object' && answer) refuse(item.id, answer.problem)
    else if (answer !== undefined) answers[item.id] = answer
  }
  if (!stratum || !field || !kind || !on || refusals.length > 0) return refusals
  return {
    stratum,
    on,
    procedureField: field.id,
    respondentKind: kind,
    answers,
    comment: cell('comment') || undefined,
  }
}

/** An answer as it is sent: a code, a number, what was written, or null for «no opinion»; undefined for none. */
type Sent = number | string | null

function answerIn(text: string, item: InstrumentItem): Sent | undefined | Pick<Refusal, 'problem'> {
  if (text === '' || (text === '0' && isCoded(item)))
    return item.required ? { problem: 'missing' } : undefined
  if (item.type === 'text') return text
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (item.type === 'number') return number >= item.min && number <= item.max ? number : { problem: 'number' }
  const highest = highestCode(item)
  if (number <= highest) return number
  return item.noOpinion && number === highest + 1 ? null : { problem: 'box' }
}

function kindNamed(
  text: string,
  translations: Readonly<Record<Locale, Translate>>,
): 'citizen' | 'business' | undefined {
  return (['citizen', 'business'] as const).find((kind, index) =>
    [String(index + 1), kind, ...Object.values(translations).map((t) => t(`waves:kind.${kind}`))].some(
      (word) => folded(word) === folded(text),
    ),
  )
}

/** The key of an interview follows from its wave, its file and its row: the same file again is the same interviews. */
export function interviewKey(waveId: string, fileHash: string, row: number): string {
  const bytes = createHash('sha256').update(`${waveId}\n${fileHash}\n${row}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}
