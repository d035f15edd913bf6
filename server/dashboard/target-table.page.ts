import { applicableTarget } from '../scorecard/applicable-target.ts'
import type { PublishedValue, SatisfactionIndicator } from '../scorecard/indicator.queries.ts'
import { SIPAS } from '../scorecard/indicator.queries.ts'
import { lastDay } from '../statistics/reporting-period.ts'
import { type ChartPage, figureChart } from './chart.page.ts'
import type { TargetRow } from './figure-row.ts'
import {
  type ChangeWords,
  changeWords,
  coverageWords,
  denominatorWords,
  formulaWords,
  hiddenWords,
  type MeasuredCells,
  measuredCells,
  stateWords,
  type TargetWords,
  targetWords,
  type Words,
} from './figure-words.ts'
import type { Material } from './material.ts'
import type { Names } from './names.ts'
import { dashboardHref } from './question.ts'

export interface TargetRowPage {
  indicatorId: string
  name: string
  href: string | null
  isPart: boolean
  measured: MeasuredCells | null
  state: string
  target: TargetWords
  change: ChangeWords | null
}

/** An indicator that somebody else publishes. */
export interface PublishedRowPage {
  indicatorId: string
  name: string
  target: TargetWords
  value: string
  reference: string
}

/** The satisfaction targets of the resolution. */
export interface TargetTablePage {
  rows: TargetRowPage[]
  published: PublishedRowPage | null
  /** Null where there is nothing to draw. */
  chart: ChartPage | null
  /** Fields that the answers show to be below their threshold. */
  attention: { name: string; href: string }[]
  csvHref: string
  notes: string[]
}

export function targetTable(
  rows: readonly TargetRow[],
  { question, catalogue, dossiersReportedOn, rules }: Material,
  names: Names,
  words: Words,
  about: string,
): TargetTablePage {
  const { t } = words
  const isHidden = rows.some(({ figure }) => figure.state === 'suppressed')
  const sipas = catalogue.indicators.find(({ id }) => id === SIPAS)
  const isWhole = question.fieldId === null
  return {
    rows: rows.map((row) => ({
      indicatorId: row.indicatorId,
      name: row.name,
      href: row.question && dashboardHref(row.question),
      isPart: row.isPart && isWhole,
      measured: measuredCells(row, words),
      state: stateWords(row, t),
      target: targetWords(row.target, words),
      change: changeWords(row.change, words),
    })),
    published:
      sipas && isWhole ? publishedRow(sipas, catalogue.sipas, lastDay(question.period), names, words) : null,
    chart: figureChart({
      id: 'targets',
      heading: t('dashboard:targets.heading'),
      about,
      rows: rows.map((row) => ({ ...row, name: chartName(row) })),
      words,
    }),
    attention: rows.flatMap((row) =>
      row.judgement?.evidence === 'not_met' && row.question
        ? [{ name: row.name, href: dashboardHref(row.question) }]
        : [],
    ),
    csvHref: dashboardHref(question, '/dashboard/tables/targets.csv'),
    notes: [
      ...(isHidden ? [hiddenWords(rules, words)] : []),
      denominatorWords(dossiersReportedOn, words),
      ...(rows.some((row) => row.isBelowFloor) ? [coverageWords(rules, words)] : []),
      ...(isWhole ? [t('dashboard:note.agencies')] : []),
      formulaWords(t),
    ],
  }
}

/** A chart has no room for the resolution's sentences; its table stands beside it. */
function chartName({ indicatorId, isPart, name }: TargetRow): string {
  return isPart ? `${indicatorId} · ${name}` : indicatorId
}

function publishedRow(
  indicator: SatisfactionIndicator,
  values: readonly PublishedValue[],
  day: string,
  names: Names,
  { t, format }: Words,
): PublishedRowPage {
  const known = values.filter(({ year }) => year <= Number(day.slice(0, 4)))
  const inProvince = known.find(({ scope }) => scope === 'province')
  const national = known.find(({ scope }) => scope === 'national')
  const source = ({ source }: PublishedValue) =>
    source === 'secondary' ? t('dashboard:published.secondary') : source
  const say = (key: 'province' | 'national', value: PublishedValue) =>
    t(`dashboard:published.${key}`, {
      value: format.share({ satisfied: Math.round(value.value * 100), answered: 10_000 }),
      year: value.year,
      source: source(value),
    })
  return {
    indicatorId: indicator.id,
    name: names.indicator(indicator.id),
    target: targetWords(applicableTarget(indicator, day), { t, format }),
    value: inProvince ? say('province', inProvince) : t('dashboard:published.none'),
    reference: national ? say('national', national) : '',
  }
}
