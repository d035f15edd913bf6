import { type RawBuilder, sql } from 'kysely'
import type { Db, DossierLink, Mode, RespondentKind } from '../../db/schema.ts'
import { type Period, splitPeriod } from './reporting-period.ts'
import type { Tally } from './tally.ts'

/** The item that every figure but those of the single factors is about; a literal, so that its own index is found. */
const OVERALL = sql.lit('overall')

/** Answers to the overall question, by everything that figures are broken down by. */
export interface TallyRow extends Tally {
  unitId: string
  procedureFieldId: string
  mode: Mode
  respondentKind: RespondentKind
  dossierLink: DossierLink
  /** Absent where versions are counted together. */
  versionId?: string
}

/** Which responses count. `unitIds` are the units themselves, not what lies below them. */
export interface TallyFilter {
  unitIds?: readonly string[] | undefined
  procedureFieldId?: string | undefined
  mode?: Mode | undefined
  respondentKind?: RespondentKind | undefined
  dossierLink?: DossierLink | undefined
}

/** A sum of counts as a number on both databases (PostgreSQL sums integers to its own wider types). */
function total(column: string): RawBuilder<number> {
  return sql<number>`cast(sum(${sql.ref(column)}) as bigint)`
}

const SUMS = [
  total('r1').as('r1'),
  total('r2').as('r2'),
  total('r3').as('r3'),
  total('r4').as('r4'),
  total('r5').as('r5'),
  total('no_opinion').as('noOpinion'),
] as const

const GROUP_COLUMNS = ['unit_id', 'procedure_field_id', 'mode', 'respondent_kind', 'dossier_link'] as const

const GROUPS = [
  'unit_id as unitId',
  'procedure_field_id as procedureFieldId',
  'mode',
  'respondent_kind as respondentKind',
  'dossier_link as dossierLink',
] as const

/**
 * The overall ratings of a period by unit × field × mode × kind × dossier: at most one row for each combination from its whole
 * months and one from its other days, however many responses there are.
 */
export async function tallyCube(db: Db, period: Period): Promise<TallyRow[]> {
  const { months, days } = splitPeriod(period)
  const rows = await Promise.all([
    months.length > 0 ? monthsCube(db, months) : [],
    ...days.map(({ from, until }) => daysCube(db, from, until)),
  ])
  return rows.flat()
}

function monthsCube(db: Db, months: readonly string[]): Promise<TallyRow[]> {
  return db
    .selectFrom('tally_month')
    .select(GROUPS)
    .select(SUMS)
    .where('item', '=', OVERALL)
    .where('month', '>=', months[0] ?? '')
    .where('month', '<=', months.at(-1) ?? '')
    .groupBy(GROUP_COLUMNS)
    .execute()
}

function daysCube(db: Db, from: string, until: string): Promise<TallyRow[]> {
  return db
    .selectFrom('tally_day')
    .select(GROUPS)
    .select(SUMS)
    .where('day', '>=', from)
    .where('day', '<', until)
    .groupBy(GROUP_COLUMNS)
    .execute()
}

/** The overall ratings of each of the months (`YYYY-MM`) that has any. */
export async function monthlyTallies(
  db: Db,
  months: readonly string[],
  filter: TallyFilter,
): Promise<Map<string, Tally>> {
  if (months.length === 0) return new Map()
  const rows = await tallied(db, months, filter)
    .select('month')
    .where('item', '=', OVERALL)
    .groupBy('month')
    .execute()
  return new Map(rows.map(({ month, ...tally }) => [month, tally]))
}

/** The answers to one item of one version in one month. */
export interface ItemMonthRow extends Tally {
  item: string
  versionId: string
  /** `YYYY-MM` */
  month: string
}

/** The answers to single items in each of the months that has any, version by version. */
export async function itemMonths(
  db: Db,
  items: readonly string[],
  months: readonly string[],
  filter: TallyFilter,
): Promise<ItemMonthRow[]> {
  if (items.length === 0 || months.length === 0) return []
  return tallied(db, months, filter)
    .select(['item', 'instrument_version_id as versionId', 'month'])
    .where('item', 'in', [...items])
    .groupBy(['item', 'instrument_version_id', 'month'])
    .execute()
}

/** Lists instead of ranges: with the units they lead straight to the rows, which the key holds by month and unit. */
function tallied(db: Db, months: readonly string[], filter: TallyFilter) {
  let query = db
    .selectFrom('tally_month')
    .select(SUMS)
    .where('month', 'in', [...months])
  if (filter.unitIds) query = query.where('unit_id', 'in', [...filter.unitIds])
  if (filter.procedureFieldId) query = query.where('procedure_field_id', '=', filter.procedureFieldId)
  if (filter.mode) query = query.where('mode', '=', filter.mode)
  if (filter.respondentKind) query = query.where('respondent_kind', '=', filter.respondentKind)
  if (filter.dossierLink) query = query.where('dossier_link', '=', filter.dossierLink)
  return query
}

/** One item's answers by everything that figures are broken down by. */
export interface ItemRow extends TallyRow {
  item: string
  versionId: string
}

/** All answers to the items over whole months (`YYYY-MM`), version by version, with the codes of a choice as r1..r5. */
export async function itemCubeRows(
  db: Db,
  items: readonly string[],
  months: readonly string[],
): Promise<ItemRow[]> {
  if (items.length === 0 || months.length === 0) return []
  return tallied(db, months, {})
    .select(['item', 'instrument_version_id as versionId'])
    .select(GROUPS)
    .where('item', 'in', [...items])
    .groupBy(['item', 'instrument_version_id', ...GROUP_COLUMNS])
    .execute()
}

/** The versions that anybody answered in the months. */
export async function versionsAnswered(
  db: Db,
  months: readonly string[],
  filter: TallyFilter,
): Promise<Set<string>> {
  if (months.length === 0) return new Set()
  const rows = await tallied(db, months, filter)
    .clearSelect()
    .select('instrument_version_id')
    .distinct()
    .execute()
  return new Set(rows.map(({ instrument_version_id }) => instrument_version_id))
}

/** The first and the last month (`YYYY-MM`) with an overall rating; null while there is none. */
export async function monthsWithRatings(db: Db): Promise<{ first: string; last: string } | null> {
  const month = (order: 'asc' | 'desc') =>
    db
      .selectFrom('tally_month')
      .select('month')
      .where('item', '=', OVERALL)
      .orderBy('month', order)
      .limit(1)
      .executeTakeFirst()
  const [first, last] = await Promise.all([month('asc'), month('desc')])
  return first && last ? { first: first.month, last: last.month } : null
}
