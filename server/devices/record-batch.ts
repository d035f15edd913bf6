import { isDataError } from '../../db/portable.ts'
import type { Deps } from '../app.ts'
import { acceptSubmission, type Circumstances, type Problem } from '../responses/accept-submission.ts'
import type { Outcome, Submission } from '../responses/submission.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { askedWith, type Touchpoint } from '../touchpoints/touchpoint.ts'
import { type CheckedItem, checkItems } from './check-items.ts'
import type { Device } from './device.queries.ts'
import { isPossible, isSkewed, skewMs } from './device-clock.ts'
import type { DeviceAlarm } from './note-event.ts'
import { noteLinks } from './note-links.ts'
import { signedJson } from './parse-message.ts'
import type { BatchItem, ResponseBatch } from './response-batch.input.ts'

/** A field of an item and what is wrong with it. */
export interface ItemProblem {
  field: string
  problem: Problem['problem'] | 'signature' | 'chain' | 'touchpoint'
}

/** What became of one response of a batch. */
export interface ItemResult {
  sequence: number
  /** As in the item's body; null where that cannot be read. */
  submissionKey: string | null
  outcome: Outcome | 'refused'
  problems?: ItemProblem[]
}

export interface BatchDeps extends Pick<Deps, 'databases' | 'intake'> {
  touchpoint: Touchpoint
  circumstances: Circumstances
}

/**
 * Stores the responses of a device's batch, in their order and each by itself, and notes what they tell of the device.
 * @throws {IntakeBusy} when not all could be taken; whatever was stored is a duplicate when the batch comes again.
 */
export async function recordBatch(
  { items, sentAt }: ResponseBatch,
  device: Device,
  deps: BatchDeps,
): Promise<ItemResult[]> {
  const { databases, intake } = deps
  const now = deps.circumstances.receivedAt
  const skew = skewMs(sentAt, now)
  const isTimely = (item: BatchItem) => !isSkewed(skew) && isPossible(item.at, now)

  const checked = await checkItems(databases.read, device, items)
  const taken = await Promise.all(checked.map((one) => takeItem(one, device, deps, isTimely(one.item))))
  // All at once, so that they go into one commit, in this order.
  const results = await Promise.all(taken.map((one) => store(one, intake)))

  const links = checked.filter(({ fault }) => fault === null)
  const untimely = links.filter(({ item }) => !isTimely(item))
  const alarms = [
    alarm('signature', withFault(checked, 'signature')),
    alarm('chain', withFault(checked, 'chain')),
    alarm('clock_skew', untimely, { skewMs: skew }),
  ].filter((one) => one !== null)
  await noteLinks(databases.write, device.id, { links, alarms, now })
  return results
}

/** A response on its way into the intake, or why it is not. */
interface TakenItem {
  result: Omit<ItemResult, 'outcome'>
  submission: Submission | null
}

async function takeItem(
  { item, fault }: CheckedItem,
  device: Device,
  { touchpoint, circumstances }: BatchDeps,
  isTimely: boolean,
): Promise<TakenItem> {
  const body = readBody(item.body)
  const key = body?.['submissionKey']
  const result = { sequence: item.sequence, submissionKey: typeof key === 'string' ? key : null }
  const refused = (problems: ItemProblem[]) => ({ result: { ...result, problems }, submission: null })

  if (fault) return refused([{ field: fault, problem: fault }])
  if (!body) return refused([{ field: 'body', problem: 'invalid' }])
  if (body['touchpoint'] !== device.touchpointCode) {
    return refused([{ field: 'touchpoint', problem: 'touchpoint' }])
  }
  const asked = askedWith(touchpoint, body['instrumentVersion'])
  const accepted = await acceptSubmission({ respondedAt: item.at, ...body }, asked, circumstances)
  if (accepted.problems) return refused(accepted.problems)
  const { submission } = accepted
  return {
    result,
    submission: {
      ...submission,
      deviceId: device.id,
      deviceSequence: item.sequence,
      uncountedReason: item.flag,
      respondedOn: isTimely ? submission.respondedOn : civilDate(circumstances.receivedAt),
    },
  }
}

function readBody(text: string): Record<string, unknown> | undefined {
  const body = signedJson(text)
  const isObject = body !== null && typeof body === 'object' && !Array.isArray(body)
  return isObject ? (body as Record<string, unknown>) : undefined
}

async function store({ result, submission }: TakenItem, intake: Deps['intake']): Promise<ItemResult> {
  if (!submission) return { ...result, outcome: 'refused' }
  try {
    return { ...result, outcome: await intake.submit(submission) }
  } catch (error) {
    // Tried again it would be refused again, and hold up everything behind it for ever.
    if (!isDataError(error)) throw error
    return { ...result, outcome: 'refused', problems: [{ field: 'body', problem: 'invalid' }] }
  }
}

function withFault(checked: readonly CheckedItem[], fault: CheckedItem['fault']): CheckedItem[] {
  return checked.filter((one) => one.fault === fault)
}

function alarm(kind: DeviceAlarm['kind'], items: readonly CheckedItem[], detail = {}): DeviceAlarm | null {
  return items.length === 0 ? null : { kind, sequences: items.map(({ item }) => item.sequence), detail }
}
