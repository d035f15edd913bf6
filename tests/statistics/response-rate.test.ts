import { describe, expect, it } from 'vitest'
import { addDossierCounts, responseRate } from '../../server/statistics/response-rate.ts'

describe('The response rate', () => {
  it('is the share of finished dossiers that were rated', () => {
    expect(responseRate({ dossiers: 400, invited: 300, opened: 200, answered: 100 })).toBe(0.25)
  })

  it('is not known, rather than 0 %, where no dossier is known (F67)', () => {
    expect(responseRate({ dossiers: 0, invited: 0, opened: 0, answered: 0 })).toBeNull()
  })

  it('of two units together is that of their dossiers, not the mean of two rates', () => {
    const large = { dossiers: 900, invited: 900, opened: 0, answered: 90 }
    const small = { dossiers: 100, invited: 50, opened: 0, answered: 60 }
    expect(responseRate(addDossierCounts(large, small))).toBe(0.15)
  })
})
