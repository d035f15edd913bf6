import type { RespondentKind } from '../../db/schema.ts'
import { type CivilDate, daysBetween } from '../statistics/civil-date.ts'
import type { Touchpoint } from '../touchpoints/touchpoint.ts'
import { type FieldProfile, fieldProfile } from './field-profile.ts'
import type { Office } from './office.ts'
import { type Random, weightedDraw } from './random.ts'

/** Somebody who has just been served and is about to rate. */
export interface Respondent {
  touchpoint: Touchpoint
  procedureFieldId: string
  respondentKind: RespondentKind
  /** How well this person was served: mean and own share, in deviations of one person's satisfaction. */
  served: number
}

interface Field {
  id: string
  profile: FieldProfile
}

const PHONES_FIRST = 0.22
const PHONES_LAST = 0.42
const ON_PHONE = -0.08
const AS_BUSINESS = -0.1
/** A new unit has to find its feet: how much worse it begins, and in how many days that is down to a third. */
const NEW_UNIT = -0.3
const SETTLING_DAYS = 40

/** The people who come on one day: each call of what is returned is the next of them. */
export function respondentsOf(
  date: CivilDate,
  {
    offices,
    fieldIds,
    progress,
  }: { offices: readonly Office[]; fieldIds: readonly string[]; progress: number },
): (random: Random) => Respondent {
  const fields = fieldIds.map((id): Field => ({ id, profile: fieldProfile(id) }))
  const month = Number(date.slice(5, 7)) - 1
  const drawOffice = weightedDraw(offices.map((office) => office.size))
  const drawField = (work: 'local' | 'provincial') =>
    weightedDraw(fields.map(({ profile }) => profile[work] * (profile.season?.[month] ?? 1)))
  const [drawLocal, drawProvincial] = [drawField('local'), drawField('provincial')]
  const satisfaction = fields.map(({ profile }) => profile.satisfaction(progress))
  const phones = PHONES_FIRST + (PHONES_LAST - PHONES_FIRST) * progress
  const quality = offices.map((office) => office.quality + settlingIn(date, office))

  return (random) => {
    const at = drawOffice(random)
    const office = offices[at] as Office
    const about = (office.provincial ? drawProvincial : drawLocal)(random)
    const field = fields[about] as Field
    const onPhone = random.fraction() < phones
    const business = random.fraction() < field.profile.business
    const mean =
      (satisfaction[about] as number) +
      (quality[at] as number) +
      (onPhone ? ON_PHONE : 0) +
      (business ? AS_BUSINESS : 0)
    return {
      touchpoint: onPhone ? office.printedCode : office.kiosk,
      procedureFieldId: field.id,
      respondentKind: business ? 'business' : 'citizen',
      served: mean + random.normal(),
    }
  }
}

function settlingIn(date: CivilDate, { validFrom }: Office): number {
  const days = daysBetween(validFrom, date)
  return days < 0 ? 0 : NEW_UNIT * Math.exp(-days / SETTLING_DAYS)
}
