import { countedDay } from '../responses/counted-day.ts'
import type { Submission } from '../responses/submission.ts'
import { type CivilDate, daysBetween } from '../statistics/civil-date.ts'
import { isOpen, modeOf } from '../touchpoints/touchpoint.ts'
import { busyness, dailyVolumes } from './daily-volume.ts'
import type { Office } from './office.ts'
import { arrivals } from './opening-hours.ts'
import { createRandom, type Random } from './random.ts'
import { type Respondent, respondentsOf } from './respondent.ts'
import { answersTo, ratingOf } from './simulated-answers.ts'
import { simulatedComment } from './simulated-comment.ts'
import { submissionKeys } from './submission-keys.ts'

/** How many responses, and of which days: `from` until `until`, half-open. */
export interface Run {
  responses: number
  from: CivilDate
  until: CivilDate
  seed: number
}

export interface Province {
  offices: readonly Office[]
  fieldIds: readonly string[]
}

/** The responses of a run in the order in which they were given. The same run in the same province gives the same. */
export function* simulatedResponses({ offices, fieldIds }: Province, run: Run): Generator<Submission> {
  const { from, until, seed } = run
  const random = createRandom(seed, 'responses', from, until, run.responses)
  const nextKey = submissionKeys(createRandom(seed, 'keys', from, until, run.responses))
  const questionnaires = questionnairesOf(offices)
  const openOn = (date: CivilDate) => offices.filter((office) => isOpen(office.kiosk, date))
  const weightOf = (date: CivilDate) => (openOn(date).length === 0 ? 0 : busyness(date, seed))

  for (const { date, responses } of dailyVolumes(run, weightOf)) {
    const progress = daysBetween(from, date) / daysBetween(from, until)
    const nextRespondent = respondentsOf(date, { offices: openOn(date), fieldIds, progress })
    for (const instant of arrivals(date, responses, random)) {
      yield submissionOf(nextRespondent(random), { key: nextKey(), instant, questionnaires, random })
    }
  }
}

/** A device sends within seconds. */
const MOST_SECONDS_TO_SEND = 4

function submissionOf(
  { touchpoint, procedureFieldId, respondentKind, served }: Respondent,
  { key, instant, questionnaires, random }: Circumstances,
): Submission {
  const overall = ratingOf(served)
  const respondedAt = new Date(instant)
  const receivedAt = new Date(instant + Math.floor(random.fraction() * MOST_SECONDS_TO_SEND * 1000))
  return {
    submissionKey: key,
    touchpointCode: touchpoint.code,
    unitId: touchpoint.unitId,
    procedureFieldId,
    procedureId: null,
    mode: modeOf(touchpoint),
    respondentKind,
    waveId: touchpoint.waveId,
    instrumentVersionId: touchpoint.instrumentVersion.id,
    overall,
    answers: questionnaires.get(touchpoint.instrumentVersion.id)?.(served, random) ?? {},
    comment: simulatedComment(overall, procedureFieldId, random),
    respondedAt: respondedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    respondedOn: countedDay(respondedAt, receivedAt),
    dossierLink: 'without',
    dossierHash: null,
    uncountedReason: null,
    deviceId: null,
    deviceSequence: null,
    batchId: null,
  }
}

interface Circumstances {
  key: string
  instant: number
  questionnaires: Questionnaires
  random: Random
}

/** How each questionnaire in use is answered, by instrument version. */
type Questionnaires = ReadonlyMap<string, ReturnType<typeof answersTo>>

function questionnairesOf(offices: readonly Office[]): Questionnaires {
  const versions = offices
    .flatMap((office) => [office.kiosk, office.printedCode])
    .map((one) => one.instrumentVersion)
  return new Map(versions.map(({ id, content }) => [id, answersTo(content)]))
}
