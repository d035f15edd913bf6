import { z } from 'zod'
import { daysBetween, isCivilDate } from '../statistics/civil-date.ts'

/** A survey is an event: what goes on all the time is no wave. */
const MOST_DAYS = 366

/** Every message is the key of the words in `waves:error.…`. */
const day = z.string('date').refine(isCivilDate, 'date')

export const newWave = z
  .strictObject({
    name: z
      .string('name')
      .transform((name) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
      .pipe(z.string().min(3, 'name').max(200, 'name')),
    instrumentVersion: z.string('version').min(1, 'version'),
    unit: z.string('unit').min(1, 'unit'),
    opensOn: day,
    lastDay: day,
  })
  .refine(({ opensOn, lastDay }) => opensOn <= lastDay, { error: 'last_day', path: ['lastDay'] })
  .refine(({ opensOn, lastDay }) => daysBetween(opensOn, lastDay) < MOST_DAYS, {
    error: 'too_long',
    path: ['lastDay'],
  })
export type NewWave = z.infer<typeof newWave>
