import type { Deps } from '../app.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { type Accepted, acceptSubmission, type Problem } from '../responses/accept-submission.ts'
import type { Submission } from '../responses/submission.ts'
import { findTouchpoint } from '../touchpoints/touchpoint.queries.ts'
import { askedOn, type Touchpoint } from '../touchpoints/touchpoint.ts'
import type { EnteredSlip } from './batch.input.ts'
import { type Batch, listSlips } from './batch.queries.ts'
import { type KeyProblem, keyPositions, readKeys, type Slip } from './slip.ts'

export type ReadSlip = Slip | KeyProblem | { problems: readonly Problem[] }

/** Slips by the same rules as what is sent from a phone: when they are keyed, and again when they become responses. */
export interface SlipAcceptance {
  /** The questionnaire that a batch's slips are answered by comes with its touchpoint. */
  touchpointOf(batch: Batch): Promise<Touchpoint>
  readSlip(batch: Batch, entered: EnteredSlip): Promise<ReadSlip>
  /** What a whole batch becomes. */
  submissionsOf(batch: Batch): Promise<Submission[]>
}

export function createSlipAcceptance({ config, databases, clock }: Deps): SlipAcceptance {
  async function touchpointOf({ touchpointCode, slipsOn }: Batch): Promise<Touchpoint> {
    const touchpoint = await findTouchpoint(databases.read, touchpointCode)
    if (!touchpoint) throw new Error(`there is no touchpoint ${touchpointCode}`)
    return askedOn(touchpoint, slipsOn)
  }

  /** @returns what accepts the slips of one batch. */
  async function acceptanceIn(batch: Batch, touchpoint: Touchpoint) {
    const circumstances = {
      db: databases.read,
      receivedAt: clock(),
      procedureFields: await listProcedureFields(databases.read),
      dossierSecret: config.dossierSecret,
      entered: { batchId: batch.id, on: batch.slipsOn },
    }
    const where = { touchpoint: touchpoint.code, procedureField: batch.procedureFieldId }
    return (submissionKey: string, slip: Slip): Promise<Accepted> =>
      acceptSubmission({ submissionKey, ...where, ...slip }, touchpoint, circumstances)
  }

  return {
    touchpointOf,
    async readSlip(batch, { submissionKey, keys, comment }) {
      const touchpoint = await touchpointOf(batch)
      const read = readKeys(keys, keyPositions(touchpoint.instrumentVersion.content))
      if ('problem' in read) return read
      const slip = comment.trim() === '' ? read : { ...read, comment }
      const accept = await acceptanceIn(batch, touchpoint)
      const { problems } = await accept(submissionKey, slip)
      return problems ? { problems } : slip
    },
    async submissionsOf(batch) {
      const accept = await acceptanceIn(batch, await touchpointOf(batch))
      const submissions: Submission[] = []
      for (const { number, submissionKey, ...slip } of await listSlips(databases.write, batch.id)) {
        const accepted = await accept(submissionKey, slip)
        if (accepted.problems) throw new Error(`slip ${number} of batch ${batch.id} is no longer acceptable`)
        submissions.push(accepted.submission)
      }
      return submissions
    },
  }
}
