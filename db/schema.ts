import type { Generated, Kysely, Transaction } from 'kysely'

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

export type SubmissionChannel = 'in_person' | 'online' | 'postal'
export type DossierOutcome = 'returned' | 'returned_late' | 'rejected' | 'withdrawn'

/** A finished dossier. Its code is kept as a hash alone (server/invitations/dossier-hash.ts). */
export interface DossierTable {
  code_hash: string
  unit_id: string
  procedure_field_id: string
  procedure_id: string | null
  submission_channel: SubmissionChannel | null
  outcome: DossierOutcome
  received_on: CivilDate | null
  due_on: CivilDate | null
  finished_on: CivilDate
  import_id: string
  invitation_hash: string
  /** When its invitation was made out for sending or printing. */
  invited_on: CivilDate | null
  /** When its invitation was first opened. */
  opened_on: CivilDate | null
}

/** Dossiers that were rated, whether or not they have been reported. No row says by which response. */
export interface RatedDossierTable {
  code_hash: string
  rated_on: CivilDate
}

/** How far an import is: its file is there, is being checked, was checked (nothing is stored yet), is being stored. */
export type DossierImportState = 'received' | 'checking' | 'checked' | 'importing' | 'imported' | 'unreadable'

/** One file of dossiers, or what one program reported on one day. */
export interface DossierImportTable {
  id: string
  kind: 'file' | 'api'
  source_name: string
  file_hash: string | null
  file_format: 'csv' | 'xlsx' | null
  /** JSON list of the file's column names. */
  header: string | null
  /** JSON, see server/invitations/column-mapping.ts. */
  mapping: string | null
  received_at: Instant
  /** Who sent the file; null for the operator's command and for programs. */
  imported_by: string | null
  /** Null until the file was read to its end. */
  rows: number | null
  taken: Generated<number>
  repeated: Generated<number>
  refused: Generated<number>
  state: DossierImportState
  /** Why the file is unreadable: the key of the words. */
  problem: string | null
  progressed_at: Instant
  /** Until when the file is kept, so that invitations can be made out from it; null = no longer there. */
  file_until: Instant | null
}

/** A piece of a file that was sent, enciphered; it stays no longer than `file_until`. */
export interface DossierImportBlockTable {
  import_id: string
  number: number
  content: string
}

/** What was wrong with a row: never the value, which may be a code. */
export interface DossierImportRefusalTable {
  import_id: string
  row: number
  field: string
  problem: string
}

/** Which units an import reported about. */
export interface DossierImportUnitTable {
  import_id: string
  unit_id: string
  dossiers: number
}

/** Which column is which field, remembered for the next file with the same header. */
export interface ImportMappingTable {
  header_hash: string
  mapping: string
  used_at: Instant
}

/** Dossiers by the day they were finished, kept in the transactions that change them. */
export interface DossierTallyTable {
  day: CivilDate
  unit_id: string
  procedure_field_id: string
  dossiers: number
  invited: number
  opened: number
  answered: number
}

/** What a program signs in with, for a unit and all below it. The key itself is not kept. */
export interface ApiKeyTable {
  id: string
  hash: string
  name: string
  scope: 'dossiers:write'
  unit_id: string
  created_at: Instant
  created_by: string | null
  expires_at: Instant
  revoked_at: Instant | null
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
  dossier: DossierTable
  rated_dossier: RatedDossierTable
  dossier_import: DossierImportTable
  dossier_import_block: DossierImportBlockTable
  dossier_import_refusal: DossierImportRefusalTable
  dossier_import_unit: DossierImportUnitTable
  import_mapping: ImportMappingTable
  dossier_tally: DossierTallyTable
  api_key: ApiKeyTable
}

export type Db = Kysely<Schema>
export type Trx = Transaction<Schema>
