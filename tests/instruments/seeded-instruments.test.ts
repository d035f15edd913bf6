import { describe, expect, it } from 'vitest'
import { versionId } from '../../server/instruments/publish-instrument-version.ts'
import { seededDrafts, seededVersions } from '../../server/instruments/seeded-instruments.ts'

const versions = seededVersions()
const drafts = seededDrafts()
const ids = (contents: typeof versions) => contents.map(versionId)
const ratingsIn = (id: string) =>
  versions.find((content) => versionId(content) === id)?.items.filter(({ type }) => type === 'rating') ?? []

describe('The questionnaires that come with the program', () => {
  it('are published, but for the one whose wording is partly from memory', () => {
    expect(ids(versions)).toEqual([
      'education-1',
      'moh-inpatient-1',
      'moh-outpatient-1',
      'one-stop-1',
      'tt01-slip-1',
      'tt32-online-1',
    ])
    expect(ids(drafts)).toEqual(['sipas-2640-1'])
  })

  it('say of every item how sure its wording is, and publish none that is from memory', () => {
    const newer = versions.filter(({ instrument }) => instrument !== 'one-stop')
    for (const { items } of newer) {
      for (const { confidence } of items) expect(['official', 'secondary', 'own']).toContain(confidence)
    }
    expect(drafts[0]?.items.filter(({ confidence }) => confidence === 'unverified')).toHaveLength(15)
  })

  it('have the 22 criteria of Decision 2640 in five factors: 4, 5, 6, 3 and 4', () => {
    const factors = drafts[0]?.items.map(({ factor }) => factor).filter((factor) => factor !== null) ?? []
    const count = (factor: string) => factors.filter((one) => one === factor).length
    expect(['access', 'procedure', 'staff', 'result', 'feedback'].map(count)).toEqual([4, 5, 6, 3, 4])
  })

  it('have the 36 and 31 rated items of the ministry of health, and an overall rating of ours', () => {
    expect(ratingsIn('moh-inpatient-1')).toHaveLength(36 + 1)
    expect(ratingsIn('moh-outpatient-1')).toHaveLength(31 + 1)
  })

  it('ask of online services on three levels alone', () => {
    const online = versions.find(({ instrument }) => instrument === 'tt32-online')
    expect(online?.scale).toBeUndefined()
    expect(online?.items.map(({ type }) => type)).toEqual(Array(4).fill('three_level'))
  })
})
