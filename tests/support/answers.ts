import type { Databases } from '../../db/connect.ts'
import type { DossierLink, Mode, RespondentKind } from '../../db/schema.ts'

/** Answers of one kind, counted as the intake counts them. */
export interface Answers {
  unit: string
  field?: string
  mode?: Mode
  kind?: RespondentKind
  dossier?: DossierLink
  /** `YYYY-MM-DD` */
  day: string
  item?: string
  satisfied: number
  /** Rated 2. */
  dissatisfied?: number
}

/** Adds answers to the tallies of their day and month, for figures of any time without thousands of ratings. */
export async function countAnswers({ write }: Databases, answers: readonly Answers[]): Promise<void> {
  for (const one of answers) {
    const { day, item = 'overall' } = one
    const row = {
      unit_id: one.unit,
      procedure_field_id: one.field ?? 'land',
      mode: one.mode ?? 'kiosk',
      respondent_kind: one.kind ?? 'citizen',
      dossier_link: one.dossier ?? 'without',
      instrument_version_id: 'one-stop-1',
      r1: 0,
      r2: one.dissatisfied ?? 0,
      r3: 0,
      r4: 0,
      r5: one.satisfied,
      no_opinion: 0,
    }
    if (item === 'overall') {
      await write
        .insertInto('tally_day')
        .values({ ...row, day })
        .onConflict((conflict) =>
          conflict
            .columns([
              'day',
              'unit_id',
              'procedure_field_id',
              'mode',
              'respondent_kind',
              'dossier_link',
              'instrument_version_id',
            ])
            .doUpdateSet((eb) => ({
              r2: eb('tally_day.r2', '+', row.r2),
              r5: eb('tally_day.r5', '+', row.r5),
            })),
        )
        .execute()
    }
    await write
      .insertInto('tally_month')
      .values({ ...row, item, month: day.slice(0, 7) })
      .onConflict((conflict) =>
        conflict
          .columns([
            'item',
            'month',
            'unit_id',
            'procedure_field_id',
            'mode',
            'respondent_kind',
            'dossier_link',
            'instrument_version_id',
          ])
          .doUpdateSet((eb) => ({
            r2: eb('tally_month.r2', '+', row.r2),
            r5: eb('tally_month.r5', '+', row.r5),
          })),
      )
      .execute()
  }
}
