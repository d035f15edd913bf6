import type { CivilDate, DossierOutcome, SubmissionChannel } from '../../db/schema.ts'
import { type DossierField, type DossierTexts, REQUIRED_FIELDS } from './dossier-field.ts'
import type { ImportCatalogue } from './import-catalogue.ts'

/** A dossier that can be taken: its code is a hash already. */
export interface FinishedDossier {
  codeHash: string
  unitId: string
  procedureFieldId: string
  procedureId: string | null
  channel: SubmissionChannel | null
  outcome: DossierOutcome
  receivedOn: CivilDate | null
  dueOn: CivilDate | null
  finishedOn: CivilDate
}

/** What is wrong with a field: the key of the words in `invitations:problem.…`. Never the value, which may be a code. */
export interface DossierProblem {
  field: DossierField | 'row'
  problem:
    | 'required'
    | 'code'
    | 'unknown'
    | 'ambiguous'
    | 'not_yours'
    | 'date'
    | 'future'
    | 'before_received'
    | 'deleted'
    | 'columns'
}

export interface Checking {
  catalogue: ImportCatalogue
  /** The units that whoever reports may report about; null for all. */
  scope: ReadonlySet<string> | null
  today: CivilDate
  /** What was finished before has been deleted after its time, and would be counted twice; null for nothing. */
  keptFrom: CivilDate | null
  /** The day that a text says; null for none. */
  date(text: string): CivilDate | null
}

/**
 * Reads a row as a finished dossier, or says everything that is wrong with it. `codeHash`: that of its code, null where
 * the code is none.
 */
export function checkDossier(
  texts: DossierTexts,
  codeHash: string | null,
  checking: Checking,
): { dossier: FinishedDossier; problems?: never } | { dossier?: never; problems: DossierProblem[] } {
  const { catalogue, scope, today, keptFrom } = checking
  const problems: DossierProblem[] = []

  function found<T>(field: DossierField, find: (text: string) => T | undefined): T | null {
    const text = texts[field]
    if (text === '') {
      if (REQUIRED_FIELDS.has(field)) problems.push({ field, problem: 'required' })
      return null
    }
    const value = find(text)
    if (value === undefined) problems.push({ field, problem: 'unknown' })
    return value ?? null
  }

  function date(field: 'receivedOn' | 'dueOn' | 'finishedOn'): CivilDate | null {
    const text = texts[field]
    const day = text === '' ? null : checking.date(text)
    if (text === '' && REQUIRED_FIELDS.has(field)) problems.push({ field, problem: 'required' })
    else if (text !== '' && day === null) problems.push({ field, problem: 'date' })
    return day
  }

  const receivedOn = date('receivedOn')
  const dueOn = date('dueOn')
  const finishedOn = date('finishedOn')
  if (finishedOn !== null && finishedOn > today) problems.push({ field: 'finishedOn', problem: 'future' })
  if (finishedOn !== null && keptFrom !== null && finishedOn < keptFrom) {
    problems.push({ field: 'finishedOn', problem: 'deleted' })
  }
  if (finishedOn !== null && receivedOn !== null && finishedOn < receivedOn) {
    problems.push({ field: 'finishedOn', problem: 'before_received' })
  }

  if (texts.code === '') problems.push({ field: 'code', problem: 'required' })
  else if (codeHash === null) problems.push({ field: 'code', problem: 'code' })

  const unitId = found('unit', (text) => catalogue.unit(text, finishedOn ?? today))
  if (unitId === 'ambiguous') problems.push({ field: 'unit', problem: 'ambiguous' })
  else if (unitId !== null && scope !== null && !scope.has(unitId)) {
    problems.push({ field: 'unit', problem: 'not_yours' })
  }
  const procedureFieldId = found('procedureField', catalogue.procedureField)
  const procedure = found('procedure', catalogue.procedure)
  const channel = found('channel', catalogue.channel)
  const outcome = found('outcome', catalogue.outcome)

  const isWhole = codeHash !== null && unitId !== null && procedureFieldId !== null && outcome !== null
  if (!isWhole || finishedOn === null || problems.length > 0) return { problems }
  return {
    dossier: {
      codeHash,
      unitId,
      procedureFieldId,
      procedureId: procedure?.id ?? null,
      channel,
      outcome: lateOr(outcome, dueOn, finishedOn),
      receivedOn,
      dueOn,
      finishedOn,
    },
  }
}

/** Many systems say «returned» of what was late as well; the days say which it was. */
function lateOr(outcome: DossierOutcome, dueOn: CivilDate | null, finishedOn: CivilDate): DossierOutcome {
  return outcome === 'returned' && dueOn !== null && finishedOn > dueOn ? 'returned_late' : outcome
}
