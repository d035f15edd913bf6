import { connect, type Databases } from '../../../db/connect.ts'
import type { Trx } from '../../../db/schema.ts'
import { systemClock } from '../../../server/clock.ts'
import { civilDate, firstOfMonth, monthIndex } from '../../../server/statistics/civil-date.ts'
import { addDeeds } from '../../../server/units/enter-changes.ts'
import type { DatedDeed } from '../../../server/units/unit-change.ts'
import { prepare } from './empty-database.ts'

/** 200 units: a province, districts, communes. */
const DISTRICTS = 19
const COMMUNES = 180
const YEARS = 10
/** Each year a tenth of the communes is renamed, another moved, another merged into a new one. */
const EVERY = 10
const PROVINCE = 'bench-province'

/** Without history all communes lie directly below the province; with it, on a third level, changed year by year. */
export type Shape = 'flat' | 'dated'

/** The months of which there are answers: half-open, to the first of this month. */
export function historyPeriod(): { from: string; until: string } {
  const until = monthIndex(civilDate(systemClock()))
  return { from: firstOfMonth(until - YEARS * 12), until: firstOfMonth(until) }
}

/** Ten years of the same answers in either shape. @returns how many units there are, past ones included. */
export async function fillUnitHistory(url: string, shape: Shape): Promise<number> {
  const databases = connect(url)
  try {
    await prepare(databases)
    await databases.write.transaction().execute((trx) =>
      addDeeds(trx, [...creations(shape), ...(shape === 'dated' ? history() : [])], {
        staffId: null,
        now: systemClock(),
      }),
    )
    await answerEveryMonth(databases, shape)
    const units = await databases.read
      .selectFrom('unit')
      .select('id')
      .where('id', 'like', 'bench-%')
      .execute()
    return units.length
  } finally {
    await databases.close()
  }
}

function creations(shape: Shape): DatedDeed[] {
  const { from } = historyPeriod()
  const created = (unitId: string, unitKind: 'province' | 'district' | 'commune', parentId: string | null) =>
    ({ deed: { kind: 'created', unitId, name: unitId, unitKind, parentId }, effectiveOn: from }) as const
  return [
    created(PROVINCE, 'province', null),
    ...indices(DISTRICTS).map((at) => created(districtId(at), 'district', PROVINCE)),
    ...indices(COMMUNES).map((at) =>
      created(communeId(at, 0), 'commune', shape === 'flat' ? PROVINCE : districtId(at)),
    ),
  ]
}

function history(): DatedDeed[] {
  return indices(YEARS - 1).flatMap((before) => {
    const year = before + 1
    const effectiveOn = startOfYear(year)
    return indices(COMMUNES).flatMap((at): DatedDeed[] => {
      const turn = (at + year) % EVERY
      const unitId = communeId(at, generation(at, year - 1))
      if (turn === 1) return [{ deed: { kind: 'renamed', unitId, name: `${unitId} ${year}` }, effectiveOn }]
      if (turn === 2)
        return [{ deed: { kind: 'moved', unitId, parentId: districtId(at + year) }, effectiveOn }]
      if (turn !== 0) return []
      const successorId = communeId(at, generation(at, year))
      return [
        {
          deed: {
            kind: 'created',
            unitId: successorId,
            name: successorId,
            unitKind: 'commune',
            parentId: districtId(at),
          },
          effectiveOn,
        },
        { deed: { kind: 'merged', predecessorIds: [unitId], successorId }, effectiveOn },
      ]
    })
  })
}

async function answerEveryMonth({ write }: Databases, shape: Shape): Promise<void> {
  const first = monthIndex(historyPeriod().from)
  for (const month of indices(YEARS * 12)) {
    const year = Math.floor(month / 12)
    const unitIds = indices(COMMUNES).map((at) => communeId(at, shape === 'flat' ? 0 : generation(at, year)))
    await write.transaction().execute((trx) => answer(trx, firstOfMonth(first + month).slice(0, 7), unitIds))
  }
}

async function answer(trx: Trx, month: string, unitIds: readonly string[]): Promise<void> {
  const rows = unitIds.flatMap((unit_id, at) =>
    (['land', 'health'] as const).flatMap((procedure_field_id) =>
      (['kiosk', 'phone'] as const).map((mode) => ({
        month,
        item: 'overall',
        unit_id,
        procedure_field_id,
        mode,
        respondent_kind: 'citizen' as const,
        dossier_link: 'without' as const,
        instrument_version_id: 'one-stop-1',
        r1: 0,
        r2: 1 + (at % 3),
        r3: 2,
        r4: 10 + (at % 7),
        r5: 12,
        no_opinion: 0,
      })),
    ),
  )
  for (let at = 0; at < rows.length; at += 60)
    await trx
      .insertInto('tally_month')
      .values(rows.slice(at, at + 60))
      .execute()
}

/** How often the commune had been merged into a new one by that year. */
function generation(at: number, year: number): number {
  return indices(year).filter((before) => (at + before + 1) % EVERY === 0).length
}

function startOfYear(year: number): string {
  return firstOfMonth(monthIndex(historyPeriod().from) + year * 12)
}

function communeId(at: number, generation: number): string {
  return `bench-commune-${at}-${generation}`
}

function districtId(at: number): string {
  return `bench-district-${at % DISTRICTS}`
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at)
}
