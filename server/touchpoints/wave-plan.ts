import type { CivilDate } from '../../db/schema.ts'

export interface PlannedWave {
  id: string
  opensOn: CivilDate
  /** The wave whose touchpoints all go over to this one. */
  follows: string | null
}

/**
 * The waves of a touchpoint in the order in which it is in them: from its first one it goes over to the wave that
 * follows, or to one that it joins by itself (`own`), on the day that one opens.
 */
export function wavePlan<Wave extends PlannedWave>(
  first: Wave,
  later: readonly Wave[],
  own: ReadonlySet<string>,
): Wave[] {
  const plan = [first]
  for (let current: Wave | undefined = first; current; ) {
    const { id, opensOn }: Wave = current
    current = later
      .filter((wave) => (wave.follows === id || own.has(wave.id)) && wave.opensOn > opensOn)
      .sort((a, b) => (a.opensOn < b.opensOn ? -1 : 1))[0]
    if (current) plan.push(current)
  }
  return plan
}
