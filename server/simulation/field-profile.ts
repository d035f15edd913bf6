/** What the simulation assumes about a procedure field. None of it is measured: it only has to look like a province. */
export interface FieldProfile {
  /** Share of the work at a commune and at the province's centre, against the other fields. */
  local: number
  provincial: number
  /** Share of businesses among those who rate. */
  business: number
  /** How busy by month, January first, where it is not the same all year. */
  season?: readonly number[]
  /** Satisfaction over the simulated time, 0 at its beginning and 1 at its end: 1.04 satisfies 85 %, 1.28 90 %. */
  satisfaction(progress: number): number
}

const FIELDS: Readonly<Record<string, FieldProfile>> = {
  land: {
    local: 0.3,
    provincial: 0.24,
    business: 0.06,
    satisfaction: (progress) => 0.82 + 0.42 * progress,
  },
  construction: {
    local: 0.08,
    provincial: 0.12,
    business: 0.22,
    satisfaction: (progress) => 1.0 + 0.14 * progress,
  },
  investment: {
    local: 0.04,
    provincial: 0.18,
    business: 0.85,
    satisfaction: (progress) => 1.22 + 0.1 * progress,
  },
  health: {
    local: 0.12,
    provincial: 0.1,
    business: 0.02,
    satisfaction: (progress) => 1.3 - 0.5 * Math.exp(-(((progress - 0.5) / 0.15) ** 2)),
  },
  education: {
    local: 0.1,
    provincial: 0.06,
    business: 0.01,
    season: [0.7, 0.7, 0.8, 0.9, 1.1, 1.5, 1.8, 1.9, 1.2, 0.8, 0.7, 0.7],
    satisfaction: () => 1.42,
  },
}

const OTHER: FieldProfile = {
  local: 0.36,
  provincial: 0.3,
  business: 0.12,
  satisfaction: (progress) => 1.46 + 0.12 * progress,
}

export function fieldProfile(fieldId: string): FieldProfile {
  return FIELDS[fieldId] ?? OTHER
}
