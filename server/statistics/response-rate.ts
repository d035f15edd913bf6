/** Finished dossiers by how far their invitation to rate has come. Each is among those before it, but for `answered`: a code typed at a kiosk needs no invitation. */
export interface DossierCounts {
  dossiers: number
  invited: number
  opened: number
  answered: number
}

/** The share (0..1) of finished dossiers that were rated; null where none is known, which is not 0 %. */
export function responseRate({ answered, dossiers }: DossierCounts): number | null {
  return dossiers === 0 ? null : answered / dossiers
}

/**
 * Whether fewer than `floorPercent` of those who were served answered, in whole dossiers; false where it is not known how
 * many were served.
 */
export function isBelowFloor(served: DossierCounts | null, floorPercent: number): boolean {
  return served !== null && 100 * served.answered < floorPercent * served.dossiers
}

export function addDossierCounts(a: DossierCounts, b: DossierCounts): DossierCounts {
  return {
    dossiers: a.dossiers + b.dossiers,
    invited: a.invited + b.invited,
    opened: a.opened + b.opened,
    answered: a.answered + b.answered,
  }
}
