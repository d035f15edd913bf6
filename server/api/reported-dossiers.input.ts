import { z } from 'zod'
import { CHANNELS, type DossierTexts, OUTCOMES } from '../invitations/dossier-field.ts'

export const MOST_REPORTED = 1000
/** As many bytes as so many dossiers with the longest names take. */
export const MOST_REPORTED_BYTES = 1024 * 1024

const text = z.string().max(500)
const date = text.describe('Civil date, YYYY-MM-DD or dd/MM/yyyy')

export const reportedDossier = z.strictObject({
  code: text.describe('Dossier code. It is kept as a keyed hash only.'),
  unit: text.describe('Id or name of the unit that finished the dossier; within the units of the key'),
  procedureField: text.describe('Id or name of the procedure field'),
  procedure: text.optional().describe('Code or name of the procedure'),
  channel: text.optional().describe(`Submission channel: ${CHANNELS.join(', ')}, or its Vietnamese name`),
  outcome: text.describe(`${OUTCOMES.join(', ')}, or its Vietnamese name`),
  receivedOn: date.optional(),
  dueOn: date.optional(),
  finishedOn: date,
})

/** For the description of the API; dossiers are then checked one by one, so that a wrong one does not stop the others. */
export const reportedBatch = z.strictObject({
  dossiers: z.array(reportedDossier).min(1).max(MOST_REPORTED),
})

export const uncheckedBatch = z.strictObject({ dossiers: z.array(z.unknown()).min(1).max(MOST_REPORTED) })

export interface ShapeProblem {
  field: string
  problem: 'required' | 'invalid' | 'unexpected'
}

/** A dossier's texts as a row of a file would say them, or what is wrong with its shape. */
export function textsOfReported(
  item: unknown,
): { texts: DossierTexts; problems?: never } | { texts?: never; problems: ShapeProblem[] } {
  const parsed = reportedDossier.safeParse(item, { reportInput: true })
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(shapeProblems) }
  const given = parsed.data
  const trimmed = (value: string | undefined) => (value ?? '').normalize('NFC').trim()
  return {
    texts: {
      code: trimmed(given.code),
      unit: trimmed(given.unit),
      procedureField: trimmed(given.procedureField),
      procedure: trimmed(given.procedure),
      channel: trimmed(given.channel),
      outcome: trimmed(given.outcome),
      receivedOn: trimmed(given.receivedOn),
      dueOn: trimmed(given.dueOn),
      finishedOn: trimmed(given.finishedOn),
    },
  }
}

function shapeProblems(issue: z.core.$ZodIssue): ShapeProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: key.slice(0, 100), problem: 'unexpected' }))
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  const field = issue.path.map(String).join('.') || 'dossier'
  return [{ field, problem: isMissing && issue.path.length > 0 ? 'required' : 'invalid' }]
}
