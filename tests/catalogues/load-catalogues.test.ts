import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Databases } from '../../db/connect.ts'
import { loadCatalogues } from '../../server/catalogues/load-catalogues.ts'
import { indicatorCatalogue } from '../../server/scorecard/indicator-catalogue.ts'
import { databases, openDatabase } from '../support/databases.ts'

describe.each(databases)('The catalogues, on $name', ({ dialect }) => {
  let db: Databases
  let remove: () => Promise<void>
  beforeAll(async () => {
    const opened = await openDatabase(dialect)
    db = opened.databases
    remove = opened.remove
  })
  afterAll(() => remove())

  it('hold the 71 former communes, the 28 that followed, and who followed whom (domain.md §4)', async () => {
    const units = await db.read.selectFrom('unit').selectAll().execute()
    const communes = units.filter((unit) => ['commune', 'ward', 'township'].includes(unit.kind))
    expect(communes.filter((unit) => unit.valid_until === '2025-07-01')).toHaveLength(71)
    expect(
      communes.filter((unit) => unit.valid_from === '2025-07-01' && unit.valid_until === null),
    ).toHaveLength(28)
    const successions = await db.read.selectFrom('unit_successor').selectAll().execute()
    const followed = successions.map((row) => row.predecessor_id).filter((id) => id !== 'dn-province')
    expect(new Set(followed).size).toBe(71)
    expect(followed).toHaveLength(71)
  })

  it('find a unit without marks, case and apostrophe', async () => {
    const [unit] = await db.read
      .selectFrom('unit')
      .select('name')
      .where('name_search', '=', 'xa dak drong')
      .execute()
    expect(unit?.name).toBe("Xã Đắk D'rông")
  })

  it('have a service centre and a demonstration touchpoint for each present unit', async () => {
    const centres = await db.read
      .selectFrom('unit')
      .select('id')
      .where('kind', '=', 'service_centre')
      .execute()
    const touchpoints = await db.read
      .selectFrom('touchpoint')
      .select('unit_id')
      .where('kind', '=', 'qr')
      .execute()
    expect(centres).toHaveLength(29)
    expect(touchpoints.map((row) => row.unit_id).sort()).toEqual(centres.map((row) => row.id).sort())
  })

  it('set the thresholds of the resolution, each from the day it holds (domain.md §7.1)', async () => {
    const targets = await db.read
      .selectFrom('indicator_target')
      .select(['indicator_id', 'year', 'value_number', 'valid_from', 'valid_until'])
      .where('indicator_id', 'in', ['S1', 'S2', 'S3', 'S4', 'S5'])
      .execute()
    const of = (id: string, year: number) =>
      targets.find((row) => row.indicator_id === id && row.year === year)
    expect(['S1', 'S2', 'S3', 'S4', 'S5'].map((id) => of(id, 2025)?.value_number)).toEqual([
      90, 85, 90, 85, 90,
    ])
    expect(['S1', 'S2', 'S3', 'S4', 'S5'].map((id) => of(id, 2030)?.value_number)).toEqual([
      95, 90, 95, 90, 95,
    ])
    expect(of('S1', 2025)?.valid_until).toBe('2026-01-01')
    expect(of('S1', 2030)?.valid_from).toBe('2026-01-01')
  })

  it('ship no procedure, since none has a source yet', async () => {
    expect(await db.read.selectFrom('procedure').selectAll().execute()).toEqual([])
  })

  it('loaded again change nothing, and keep what an operator edited', async () => {
    await db.write
      .updateTable('unit')
      .set({ name: 'Xã Đắk Mil (mới)' })
      .where('id', '=', 'ld-commune-dak-mil')
      .execute()
    const before = await db.read.selectFrom('unit').selectAll().orderBy('id').execute()
    await loadCatalogues(db, { now: new Date(), demonstration: true })
    expect(await db.read.selectFrom('unit').selectAll().orderBy('id').execute()).toEqual(before)
  })
})

describe('A catalogue of indicators', () => {
  it('gives S3 the fields of administrative agencies only (decision 4)', () => {
    const row = {
      id: 'S3',
      clause: 'c',
      name_vi: 'a',
      name_en: 'a',
      unit: 'percent',
      direction: 'at_least',
      targets: { 2025: 90 },
      measured_by: 'responses',
      scope: { fields: 'all fields handled by state administrative agencies' },
    }
    const { indicators } = indicatorCatalogue({ satisfaction: [row], other: [], published_values: [] }, [
      { id: 'land', provider: 'administrative_agency' },
      { id: 'health', provider: 'public_service' },
    ])
    expect(indicators[0]?.procedure_fields).toBe('["land"]')
  })
})
