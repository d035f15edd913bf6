import type { Touchpoint } from '../touchpoints/touchpoint.ts'
import { createRandom } from './random.ts'
import type { Unit } from './serving-unit.ts'

/** A unit that serves people, as the simulation sees it. */
export interface Office {
  unitId: string
  /** A centre for the whole province has other work than one for a commune. */
  provincial: boolean
  /** How many people come, against an average commune before the merger. */
  size: number
  /** How much better its work is than the average, in deviations of one person's satisfaction. */
  quality: number
  validFrom: string
  printedCode: Touchpoint
  kiosk: Touchpoint
}

export interface UnitHistory {
  unit: Unit
  parentKind: string | null
  /** The commune that the unit belongs to after the merger, its own id where nothing changed. */
  area: string
  /** The communes that were merged into that commune; empty for a unit that is not a successor. */
  mergedFrom: readonly Unit[]
}

const SIZE_SPREAD = 0.45
const TOWN = 2.2
/** About as many as three communes. */
const UNKNOWN_SIZE = 3
const PROVINCIAL_SIZE = 9
const AREA_SPREAD = 0.16
const OWN_SPREAD = 0.1

/**
 * Neighbours resemble each other: what is good or bad about an area lasts through the merger, and a centre
 * serves as many people as the communes before it.
 */
export function officeTraits(
  history: UnitHistory,
  seed: number,
): Pick<Office, 'provincial' | 'size' | 'quality'> {
  const { unit, area, mergedFrom } = history
  const provincial = history.parentKind === 'province' && unit.kind === 'service_centre'
  return {
    provincial,
    size: provincial ? PROVINCIAL_SIZE : sizeOf(unit, mergedFrom, seed),
    quality:
      AREA_SPREAD * createRandom(seed, 'area', area).normal() +
      OWN_SPREAD * createRandom(seed, 'unit', unit.id).normal(),
  }
}

function sizeOf(unit: Unit, mergedFrom: readonly Unit[], seed: number): number {
  if (mergedFrom.length > 0) return mergedFrom.reduce((sum, before) => sum + communeSize(before, seed), 0)
  return unit.kind === 'service_centre' ? UNKNOWN_SIZE : communeSize(unit, seed)
}

function communeSize({ id, kind }: Unit, seed: number): number {
  const town = kind === 'ward' || kind === 'township' ? TOWN : 1
  return town * Math.exp(SIZE_SPREAD * createRandom(seed, 'size', id).normal())
}
