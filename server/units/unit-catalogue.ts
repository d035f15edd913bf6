import { z } from 'zod'
import type { Succession } from './add-units.ts'
import { type UnitInput, unitInput } from './unit.input.ts'

const dated = { valid_from: unitInput.shape.valid_from, valid_until: unitInput.shape.valid_until }
const base = { id: unitInput.shape.id, kind: unitInput.shape.kind, name: unitInput.shape.name }

/** `db/seed/units.json`: the units of the former Đắk Nông and what became of them on 1 July 2025. */
const unitCatalogueFile = z.strictObject({
  about: z.string(),
  provinces: z.array(
    z.strictObject({
      ...base,
      valid_from: dated.valid_from,
      valid_until: dated.valid_until.optional(),
      note: z.string().optional(),
    }),
  ),
  districts: z.array(z.strictObject({ ...base, parent_id: z.string(), ...dated })),
  communes_until_2025: z.array(
    z.strictObject({ ...base, parent_id: z.string(), valid_until: dated.valid_from }),
  ),
  communes_from_2025: z.array(
    z.strictObject({
      ...base,
      parent_id: z.string(),
      valid_from: dated.valid_from,
      merged_from: z.array(z.string()),
      note: z.string().optional(),
    }),
  ),
})

/** The former province's units begin with the province. */
const FORMER_PROVINCE_FROM = '2004-01-01'

/**
 * Units in an order in which parents come first, and who followed whom. Each current commune and the current
 * province has a service centre (Decree 118/2025/NĐ-CP); the file does not list them, so they are derived here.
 */
export function unitCatalogue(file: unknown): { units: UnitInput[]; successions: Succession[] } {
  const { provinces, districts, communes_until_2025, communes_from_2025 } = unitCatalogueFile.parse(file)
  const current = communes_from_2025.map(({ merged_from: _from, note: _note, ...unit }) => ({
    ...unit,
    valid_until: null,
  }))
  const currentProvince = provinces.find((province) => province.valid_until === undefined)
  if (!currentProvince) throw new Error('the unit catalogue has no current province')

  const units: UnitInput[] = [
    ...provinces.map(({ note: _note, ...unit }) => ({
      ...unit,
      parent_id: null,
      valid_until: unit.valid_until ?? null,
    })),
    ...districts,
    ...communes_until_2025.map((unit) => ({ ...unit, valid_from: FORMER_PROVINCE_FROM })),
    ...current,
    ...[currentProvince, ...current].map(serviceCentreOf),
  ]
  const successions = [
    ...provinces
      .filter((province) => province.valid_until)
      .map((province) => ({
        predecessor_id: province.id,
        successor_id: currentProvince.id,
        changed_on: currentProvince.valid_from,
      })),
    ...communes_from_2025.flatMap((unit) =>
      unit.merged_from.map((id) => ({
        predecessor_id: id,
        successor_id: unit.id,
        changed_on: unit.valid_from,
      })),
    ),
  ]
  return { units, successions }
}

function serviceCentreOf(unit: { id: string; name: string; valid_from: string }): UnitInput {
  const lowered = unit.name.charAt(0).toLowerCase() + unit.name.slice(1)
  return {
    id: `${unit.id}-centre`,
    kind: 'service_centre',
    name: `Trung tâm Phục vụ hành chính công ${lowered}`,
    parent_id: unit.id,
    valid_from: unit.valid_from,
    valid_until: null,
  }
}
