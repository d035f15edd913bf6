import type { Kysely, Transaction } from 'kysely'

/** Civil date in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export type CivilDate = string
/** Instant, ISO 8601 in UTC with milliseconds. */
export type Instant = string

export type UnitKind =
  | 'province'
  | 'city'
  | 'district'
  | 'department'
  | 'commune'
  | 'ward'
  | 'township'
  | 'service_centre'

export type Mode = 'kiosk' | 'phone' | 'invitation' | 'paper' | 'interviewer'
export type RespondentKind = 'citizen' | 'business'
export type TouchpointKind = 'kiosk' | 'tablet' | 'qr'

export interface UnitTable {
  id: string
  kind: UnitKind
  name: string
  name_search: string
  parent_id: string | null
  valid_from: CivilDate
  valid_until: CivilDate | null
  sort_order: number
}

/** A unit whose work and figures another took over on `changed_on`. */
export interface UnitSuccessorTable {
  predecessor_id: string
  successor_id: string
  changed_on: CivilDate
}

export interface ProcedureFieldTable {
  id: string
  name_vi: string
  name_en: string
  /** Who provides the service: decides which indicators the field counts for. */
  provider: 'administrative_agency' | 'public_service'
  sort_order: number
}

export interface ProcedureTable {
  id: string
  procedure_field_id: string
  name: string
  name_search: string
  source: string
}

export interface InstrumentTable {
  id: string
  name_vi: string
  name_en: string
}

export interface InstrumentVersionTable {
  id: string
  instrument_id: string
  version: number
  content: string
  hash: string
  published_at: Instant
}

export interface WaveTable {
  id: string
  name: string
  instrument_version_id: string
  opens_on: CivilDate
  closes_on: CivilDate | null
}

export interface TouchpointTable {
  code: string
  unit_id: string
  wave_id: string
  kind: TouchpointKind
  place: string | null
  procedure_field_id: string | null
  valid_from: CivilDate
  valid_until: CivilDate | null
  is_demonstration: 0 | 1
}

export interface ResponseTable {
  submission_key: string
  touchpoint_code: string
  unit_id: string
  procedure_field_id: string
  procedure_id: string | null
  mode: Mode
  respondent_kind: RespondentKind
  wave_id: string
  instrument_version_id: string
  overall: number
  /** JSON object of the other answers in the instrument's order; null = no opinion, absent = not answered. */
  answers: string
  comment: string | null
  /** When the device says it was answered; not trusted beyond `responded_on`'s rule. */
  responded_at: Instant | null
  received_at: Instant
  /** The civil date the response counts for. */
  responded_on: CivilDate
}

interface TallyCounts {
  r1: number
  r2: number
  r3: number
  r4: number
  r5: number
  no_opinion: number
}

export interface TallyDimensions {
  unit_id: string
  procedure_field_id: string
  mode: Mode
  respondent_kind: RespondentKind
  instrument_version_id: string
}

/** The overall rating per civil day. */
export interface TallyDayTable extends TallyDimensions, TallyCounts {
  day: CivilDate
}

/** Every item per month (`YYYY-MM`); r1..r5 count the codes of a choice item too. */
export interface TallyMonthTable extends TallyDimensions, TallyCounts {
  month: string
  item: string
}

export interface IndicatorTable {
  id: string
  clause: string
  name_vi: string
  name_en: string
  measure: 'percent' | 'rank' | 'group'
  direction: string
  measured_by: 'responses' | 'external'
  /** The procedure fields whose responses measure it, as a JSON list; null when measured elsewhere. */
  procedure_fields: string | null
  note: string | null
  sort_order: number
}

export interface IndicatorTargetTable {
  indicator_id: string
  year: number
  value_number: number | null
  value_text: string | null
  valid_from: CivilDate
  valid_until: CivilDate
}

/** A figure that somebody else publishes (SIPAS, PAR INDEX, …), never one of ours. */
export interface PublishedValueTable {
  indicator_id: string
  scope: 'national' | 'province'
  year: number
  value_number: number | null
  score: number | null
  rank: number | null
  source: string
  note: string | null
}

export interface SettingTable {
  key: string
  value: string
}

export interface Schema {
  unit: UnitTable
  unit_successor: UnitSuccessorTable
  procedure_field: ProcedureFieldTable
  procedure: ProcedureTable
  instrument: InstrumentTable
  instrument_version: InstrumentVersionTable
  wave: WaveTable
  touchpoint: TouchpointTable
  response: ResponseTable
  tally_day: TallyDayTable
  tally_month: TallyMonthTable
  indicator: IndicatorTable
  indicator_target: IndicatorTargetTable
  published_value: PublishedValueTable
  setting: SettingTable
}

export type Db = Kysely<Schema>
export type Trx = Transaction<Schema>
