import { z } from 'zod'
import { isCivilDate } from '../statistics/civil-date.ts'
import { type OpeningHours, parseSessions } from './opening-hours.ts'

/** Every message is the key of the words in `touchpoints:error.…`. */
const text = z
  .string('text')
  .transform((typed) => typed.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
  .pipe(z.string().max(120, 'too_long'))
  .transform((typed) => typed || null)
const day = z.string('date').refine(isCivilDate, 'date')
const sessions = z.string('hours').transform((typed, context) => {
  const parsed = parseSessions(typed)
  if (parsed === null) context.addIssue({ code: 'custom', message: 'hours' })
  return parsed ?? []
})

const description = {
  place: text,
  counter: text,
  procedureField: z.string('field').transform((id) => id || null),
  hours_mon: sessions,
  hours_tue: sessions,
  hours_wed: sessions,
  hours_thu: sessions,
  hours_fri: sessions,
  hours_sat: sessions,
  hours_sun: sessions,
}

/** What can be changed of a touchpoint that exists. Its unit, its kind and its code cannot: that is another touchpoint. */
export const touchpointChange = z.strictObject(description)

export const newTouchpoint = z
  .strictObject({
    ...description,
    unit: z.string('unit').min(1, 'unit'),
    kind: z.enum(['kiosk', 'tablet', 'qr'], 'kind'),
    validFrom: day,
    /** The last day, as people name an end; '' = open end. */
    lastDay: z.literal('').or(day),
  })
  .refine(({ validFrom, lastDay }) => lastDay === '' || validFrom <= lastDay, {
    error: 'last_day',
    path: ['lastDay'],
  })

export const retirement = z.strictObject({ lastDay: day })

export type TouchpointChange = z.infer<typeof touchpointChange>
export type NewTouchpoint = z.infer<typeof newTouchpoint>

/** Null where no day has any: then the hours are simply not said. */
export function enteredHours(form: TouchpointChange): OpeningHours | null {
  const hours: OpeningHours = {
    mon: form.hours_mon,
    tue: form.hours_tue,
    wed: form.hours_wed,
    thu: form.hours_thu,
    fri: form.hours_fri,
    sat: form.hours_sat,
    sun: form.hours_sun,
  }
  return Object.values(hours).some((day) => day.length > 0) ? hours : null
}
