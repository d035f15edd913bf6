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
/** Whether a response came with a dossier that the province knows. */
export type DossierLink = 'with' | 'without'
/** Why a response that is kept is in no figure. */
export type UncountedReason = 'cool_down' | 'dossier_rated'

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

export type UnitChangeKind = 'created' | 'renamed' | 'moved' | 'merged' | 'split' | 'closed' | 'undone'

/** Append-only: what happened to units, in the order in which it was entered. */
export interface UnitChangeTable {
  id: string
  number: number
  kind: UnitChangeKind
  effective_on: CivilDate
  entered_at: Instant
  /** Null for what came from a catalogue or an operator's command. */
  entered_by: string | null
  /** JSON, see server/units/unit-change.ts. */
  content: string
  undoes: string | null
}

/** Derived from the changes: what a unit was called, and when. */
export interface UnitNameTable {
  unit_id: string
  valid_from: CivilDate
  valid_until: CivilDate | null
  name: string
  name_search: string
}

/** Derived from the changes: under which unit a unit stood, and when. */
export interface UnitParentTable {
  unit_id: string
  valid_from: CivilDate
  valid_until: CivilDate | null
  parent_id: string | null
}

/** Derived from the changes, of units that were moved: the parent as it was known, for figures as it was. */
export interface RecordedParentTable {
  unit_id: string
  recorded_from: CivilDate
  parent_id: string | null
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
  /** Who wrote it: a JSON list of staff ids. Null, as the other two, for the versions that come with the program. */
  authors: string | null
  approved_by: string | null
  /** See server/instruments/version-seal.ts. */
  seal: string | null
}

/** The next version of a questionnaire while it is being written. */
export interface InstrumentDraftTable {
  instrument_id: string
  content: string
  /** A JSON list of the ids of those who changed it. */
  authors: string
  changed_at: Instant
}

export interface WaveTable {
  id: string
  name: string
  instrument_version_id: string
  opens_on: CivilDate
  closes_on: CivilDate | null
  /** Whose survey it is; null for the whole province. */
  unit_id: string | null
  /** The wave whose touchpoints all go over to this one when it opens. */
  follows: Generated<string | null>
}

/** A touchpoint that goes over to a wave when that opens, apart from the others of its wave. */
export interface WaveTouchpointTable {
  touchpoint_code: string
  wave_id: string
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
  /** How its ratings come in where its kind does not say it. */
  mode: Extract<Mode, 'invitation' | 'paper' | 'interviewer'> | null
  counter: string | null
  /** JSON, see server/touchpoints/opening-hours.ts. */
  opening_hours: string | null
  replaced_by: string | null
}

/** How many ratings that count came in which hour where (0 where none of them counts), see touchpoint-hours.ts. */
export interface TouchpointHourTable {
  touchpoint_code: string
  day: CivilDate
  /** 0..23 */
  hour: number
  responses: number
}

/** What somebody found who looked at a day of a touchpoint that was not as its others. */
export type Finding = 'explained' | 'confirmed'

/** A day of a touchpoint that was not as its others; under review until somebody says what they found. */
export interface ReviewFlagTable {
  touchpoint_code: string
  day: CivilDate
  /** Ratings that count, when it was last looked at. */
  responses: number
  /** A JSON list, see server/review/signal.ts. */
  signals: string
  found_at: Instant
  finding: Finding | null
  note: string | null
  settled_at: Instant | null
  settled_by: string | null
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
  dossier_link: DossierLink
  /** Null = counted. */
  uncounted_reason: UncountedReason | null
  device_id: string | null
  device_sequence: number | null
  batch_id: string | null
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
  dossier_link: DossierLink
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

export type Role = 'administrator' | 'reform_office' | 'head_of_unit' | 'clerk' | 'auditor'

export interface StaffTable {
  id: string
  login: string
  name: string
  /** PHC string; null until the one-time link was used. */
  password_hash: string | null
  /** Encrypted; null until the one-time link was used. */
  totp_secret: string | null
  /** The time step of the last code that was used: none counts twice. */
  totp_last_step: number | null
  created_at: Instant
  disabled_at: Instant | null
}

export interface StaffGrantTable {
  id: string
  staff_id: string
  role: Role
  /** Null for the whole province. */
  unit_id: string | null
  valid_from: CivilDate
  valid_until: CivilDate | null
  granted_at: Instant
  /** Null for the operator's commands. */
  granted_by: string | null
}

export interface StaffSessionTable {
  token_hash: string
  id: string
  staff_id: string
  address: string
  user_agent: string
  started_at: Instant
  last_seen_at: Instant
  /** When its owner last proved who they are, while that is still good for a change of the account. */
  proven_at: Instant | null
}

/** A public key that somebody proves to have the private one of (WebAuthn). */
export interface StaffPasskeyTable {
  id: string
  staff_id: string
  /** base64url, like the key. */
  credential_id: string
  public_key: string
  /** How often the authenticator says it was used; 0 always for those that do not count. */
  counter: number
  name: string
  added_at: Instant
  last_used_at: Instant | null
}

/** Whom the organisation's identity provider knows a person as. */
export interface StaffIdentityTable {
  issuer: string
  subject: string
  staff_id: string
  /** What the provider called the person when the accounts were linked. It is shown and decides nothing. */
  name: string
  linked_at: Instant
}

/** Steps of signing in that were finished, so that none is finished twice. */
export interface FinishedCeremonyTable {
  id: string
  expires_at: Instant
}

/** A one-time link that is still to be used, at most one for each person. */
export interface StaffLinkTable {
  token_hash: string
  staff_id: string
  /** Encrypted; becomes the account's when the link is used. */
  totp_secret: string
  expires_at: Instant
  /** 1 for a link that renews the second factor alone. */
  keeps_password: Generated<0 | 1>
}

/** Those not used yet. */
export interface StaffRecoveryCodeTable {
  code_hash: string
  staff_id: string
}

/** Failed sign-ins by what they are counted for. */
export interface SignInFailureTable {
  key: string
  failures: number
  last_failed_at: Instant
}

export interface AuditEntryTable {
  id: string
  at: Instant
  staff_id: string | null
  login: string
  address: string
  request_id: string | null
  action: string
  subject: string
  unit_id: string | null
  /** JSON. */
  before: string | null
  after: string | null
}

/** A kiosk or tablet that was enrolled: it signs what it sends. */
export interface DeviceTable {
  id: string
  touchpoint_code: string
  name: string | null
  /** SPKI, base64url. */
  public_key: string
  enrolled_at: Instant
  revoked_at: Instant | null
  /** The highest number of a response that is known to exist. */
  last_sequence: number
  last_contact_at: Instant
  /** How far the device's clock is ahead of the server's. */
  skew_ms: number | null
  /** The number of the last heartbeat, 0 before the first. */
  heartbeat_number: number
  heartbeat_at: Instant | null
  version: string | null
  queue_length: number | null
  dead_letters: number | null
  battery_percent: number | null
}

/** A one-time code with which one device may be enrolled. */
export interface DeviceEnrolmentTable {
  code_hash: string
  touchpoint_code: string
  made_at: Instant
  expires_at: Instant
  used_at: Instant | null
  device_id: string | null
}

/** One response in a device's chain. Two with one number mean two devices with one key. */
export interface DeviceLinkTable {
  device_id: string
  sequence: number
  hash: string
}

export type DeviceEventKind =
  | 'gap'
  | 'clone'
  | 'clock_skew'
  | 'signature'
  | 'chain'
  | 'self_test'
  | 'technician'
  | 'storage_full'
  | 'dead_letter'
  | 'updated'

/** What happened with a device, noticed by the server or told by the device. */
export interface DeviceEventTable {
  id: string
  device_id: string
  kind: DeviceEventKind
  noted_at: Instant
  last_noted_at: Instant
  /** How often it was noticed while it was open. */
  times: number
  /** By the device's clock. */
  occurred_at: Instant | null
  first_sequence: number | null
  last_sequence: number | null
  /** JSON, its shape by kind. */
  detail: string
  /** Null = somebody must look. */
  settled_at: Instant | null
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

/** Paper slips that are entered together. `slips`: how many are entered, `control_total`: how many were counted beforehand. */
export interface EntryBatchTable {
  id: string
  unit_id: string
  touchpoint_code: string
  procedure_field_id: string
  /** The date of the slips. */
  slips_on: CivilDate
  control_total: number
  slips: Generated<number>
  /** closing: its slips are becoming responses. */
  state: Generated<'open' | 'closing' | 'closed'>
  entered_by: string
  opened_at: Instant
  closed_at: Instant | null
}

export interface EntrySlipTable {
  submission_key: string
  batch_id: string
  /** Its place in the batch, from 1, as written on the slip. */
  number: number
  /** JSON, see server/entries/slip.ts; null once it is a response. */
  content: string | null
}

/** A part of a wave's population that is sampled by itself. */
export interface StratumTable {
  id: string
  wave_id: string
  name: string
  unit_id: string
  population: number
  touchpoint_code: string
  sort_order: number
}

/** A file of interviews. */
export interface InterviewImportTable {
  id: string
  wave_id: string
  file_name: string
  file_hash: string
  /** JSON, see server/waves/read-table.ts; null once it is imported. */
  content: string | null
  received_at: Instant
  received_by: string
  imported_at: Instant | null
  rows: number
  taken: Generated<number>
  repeated: Generated<number>
  /** JSON, see server/waves/refusal.ts. */
  refusals: string
}

export interface Schema {
  unit: UnitTable
  unit_successor: UnitSuccessorTable
  unit_change: UnitChangeTable
  unit_name: UnitNameTable
  unit_parent: UnitParentTable
  recorded_parent: RecordedParentTable
  procedure_field: ProcedureFieldTable
  procedure: ProcedureTable
  instrument: InstrumentTable
  instrument_version: InstrumentVersionTable
  instrument_draft: InstrumentDraftTable
  wave: WaveTable
  wave_touchpoint: WaveTouchpointTable
  touchpoint: TouchpointTable
  touchpoint_hour: TouchpointHourTable
  review_flag: ReviewFlagTable
  response: ResponseTable
  tally_day: TallyDayTable
  tally_month: TallyMonthTable
  indicator: IndicatorTable
  indicator_target: IndicatorTargetTable
  published_value: PublishedValueTable
  setting: SettingTable
  staff: StaffTable
  staff_grant: StaffGrantTable
  staff_session: StaffSessionTable
  staff_passkey: StaffPasskeyTable
  staff_identity: StaffIdentityTable
  finished_ceremony: FinishedCeremonyTable
  staff_link: StaffLinkTable
  staff_recovery_code: StaffRecoveryCodeTable
  sign_in_failure: SignInFailureTable
  audit_entry: AuditEntryTable
  device: DeviceTable
  device_enrolment: DeviceEnrolmentTable
  device_link: DeviceLinkTable
  device_event: DeviceEventTable
  dossier: DossierTable
  rated_dossier: RatedDossierTable
  dossier_import: DossierImportTable
  dossier_import_block: DossierImportBlockTable
  dossier_import_refusal: DossierImportRefusalTable
  dossier_import_unit: DossierImportUnitTable
  import_mapping: ImportMappingTable
  dossier_tally: DossierTallyTable
  api_key: ApiKeyTable
  entry_batch: EntryBatchTable
  entry_slip: EntrySlipTable
  stratum: StratumTable
  interview_import: InterviewImportTable
}

export type Db = Kysely<Schema>
export type Trx = Transaction<Schema>
