import type { Db } from '../../db/schema.ts'
import { findTouchpoint } from '../touchpoints/touchpoint.queries.ts'
import type { Touchpoint } from '../touchpoints/touchpoint.ts'
import { simulatedCode } from './add-simulated-touchpoints.ts'
import { type Office, officeTraits } from './office.ts'
import { servingUnits } from './serving-unit.ts'

/** Every unit that serves people at some time, in the catalogue's order. */
export async function listOffices(db: Db, seed: number): Promise<Office[]> {
  const units = await db.selectFrom('unit').selectAll().orderBy('sort_order').execute()
  const successions = await db.selectFrom('unit_successor').selectAll().orderBy('predecessor_id').execute()
  const byId = new Map(units.map((unit) => [unit.id, unit]))

  const offices: Office[] = []
  for (const unit of servingUnits(units)) {
    const seat = unit.kind === 'service_centre' && unit.parent_id !== null ? unit.parent_id : unit.id
    const mergedFrom = successions
      .filter((succession) => succession.successor_id === seat)
      .flatMap((succession) => byId.get(succession.predecessor_id) ?? [])
    offices.push({
      unitId: unit.id,
      validFrom: unit.valid_from,
      ...officeTraits(
        {
          unit,
          parentKind: byId.get(unit.parent_id ?? '')?.kind ?? null,
          area: successions.find((succession) => succession.predecessor_id === seat)?.successor_id ?? seat,
          mergedFrom,
        },
        seed,
      ),
      printedCode: await touchpoint(db, simulatedCode(unit.id, 'qr')),
      kiosk: await touchpoint(db, simulatedCode(unit.id, 'kiosk')),
    })
  }
  return offices
}

async function touchpoint(db: Db, code: string): Promise<Touchpoint> {
  const found = await findTouchpoint(db, code)
  if (!found) throw new Error(`touchpoint ${code} is missing`)
  return found
}
