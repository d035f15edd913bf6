import { describe, expect, it } from 'vitest'
import { parseQuestion, WrongQuestion } from '../../server/dashboard/question.input.ts'
import { dashboardHref, type Question } from '../../server/dashboard/question.ts'
import { periodKey } from '../../server/statistics/reporting-period.ts'

const askable = {
  today: '2026-11-24',
  hasUnit: (id: string) => id === 'ld-commune-dak-mil',
  hasField: (id: string) => id === 'land',
}

const ask = (query: string): Question =>
  parseQuestion(Object.fromEntries(new URLSearchParams(query)), askable)

const wrongIn = (parameters: unknown): readonly string[] => {
  try {
    parseQuestion(parameters, askable)
  } catch (error) {
    if (error instanceof WrongQuestion) return error.parts
    throw error
  }
  return []
}

describe('A question to the dashboard', () => {
  it('is about the present quarter and the present units when nothing is said', () => {
    const question = ask('')
    expect(periodKey(question.period)).toBe('2026-Q4')
    expect(question).toMatchObject({
      view: 'now',
      unitId: null,
      fieldId: null,
      mode: null,
      respondentKind: null,
    })
  })

  it('comes back from its own address with every choice', () => {
    for (const query of [
      'period=2026-Q3&units=now',
      'period=2026-07&units=then&unit=ld-commune-dak-mil&field=land&mode=kiosk&kind=business',
      'period=2025-07-05..2025-08-01&units=now&field=land',
    ]) {
      expect(dashboardHref(ask(query))).toBe(`/dashboard?${query}`)
      expect(ask(dashboardHref(ask(query)).split('?')[1] ?? '')).toEqual(ask(query))
    }
  })

  it('takes two days from the form, and what a form leaves empty as not chosen', () => {
    expect(periodKey(ask('from=2026-07-05&to=2026-08-01&unit=&mode=').period)).toBe('2026-07-05..2026-08-01')
  })

  it('lets pass what is not its own', () => {
    expect(periodKey(ask('lang=en&utm_source=mail').period)).toBe('2026-Q4')
  })

  it.each([
    [{ period: '2026-Q5' }, ['period']],
    [{ period: ['2026-Q1', '2026-Q2'] }, ['period']],
    [{ period: '2026-02-30..2026-03-01' }, ['period']],
    [{ from: '2026-07-05' }, ['to']],
    [{ to: '2026-07-05' }, ['from']],
    [{ from: '2026-08-05', to: '2026-07-05' }, ['from', 'to']],
    [{ from: '5/7/2026', to: '2026-07-05' }, ['from']],
    [{ unit: 'nowhere' }, ['unit']],
    [{ unit: '__proto__' }, ['unit']],
    [{ field: "land' or 1=1" }, ['field']],
    [{ mode: 'telepathy' }, ['mode']],
    [{ kind: 'robot' }, ['kind']],
    [{ units: 'later' }, ['units']],
    [{ unit: 'nowhere', field: 'nothing' }, ['unit', 'field']],
    ['not a query', ['period']],
  ])('that says %j is told what is wrong: %j', (parameters, wrong) => {
    if (typeof parameters === 'string')
      expect(() => parseQuestion(parameters, askable)).toThrow(WrongQuestion)
    else expect(wrongIn(parameters)).toEqual(wrong)
  })
})
