import { describe, expect, it } from 'vitest'
import { addDossierCounts, isBelowFloor, responseRate } from '../../server/statistics/response-rate.ts'

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

describe('Too few of those who were served', () => {
  const served = (answered: number) => ({ dossiers: 1000, invited: 0, opened: 0, answered })

  it('have answered below the floor, not at it, in whole dossiers', () => {
    expect([199, 200].map((answered) => isBelowFloor(served(answered), 20))).toEqual([true, false])
  })

  it('is never said where nobody knows how many were served, or where no floor is set', () => {
    expect(isBelowFloor(null, 20)).toBe(false)
    expect(isBelowFloor(served(0), 0)).toBe(false)
  })
})
