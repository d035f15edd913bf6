import type { FigureRow } from '../dashboard/figure-row.ts'
import { formulaWords, type Words } from '../dashboard/figure-words.ts'
import type { FlagCount } from '../review/flag.queries.ts'
import { addDays } from '../statistics/civil-date.ts'
import type { Judgement, MeasuredFigure } from '../statistics/figure.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { periodKey } from '../statistics/reporting-period.ts'
import type { DossierCounts } from '../statistics/response-rate.ts'
import { perHundred } from './per-hundred.ts'
import type { PublicFigures } from './public-figures.ts'
import type { PublishedQuarter } from './published-quarters.ts'

/** A figure in a citizen's words. */
export interface PublicFigure {
  /** Cứ 100 người đánh giá thì 87 người hài lòng. */
  sentence: string
  exact: string
  promise: string
  answered: string
  /** '' where it is not known how many were served. */
  served: string
  count: string
  conclusion: string
  /** The same in one or two words. */
  evidence: string
  /** Of 100, for the drawing; `promised` is '' where nothing was. */
  bar: { satisfied: string; promised: string }
}

export interface PublicRow {
  name: string
  /** Null where there is nothing to show: `state` then says why. */
  figure: PublicFigure | null
  state: string
}

export interface ResultsPage {
  title: string
  /** The quarter shown; '' while nothing is published. */
  period: string
  /** What is counted of a quarter that is not complete; '' otherwise. */
  unfinished: string
  quarters: { label: string; href: string; current: boolean }[]
  /** Why there are no figures at all; '' where there are. */
  nothing: string
  all: PublicRow | null
  fields: PublicRow[]
  units: PublicRow[]
  /** What «not shown» means; '' where everything is. */
  hidden: string
  /** Ratings among these that were confirmed as unusual; '' for none. */
  unusual: string
  /** How many were served, and how that is known. */
  denominator: string
  formula: string
}

export interface ResultsInput {
  /** Null where the quarter asked for has no public figures. */
  figures: PublicFigures | null
  asked: string
  quarters: readonly PublishedQuarter[]
  /** A civil day; null while nobody has reported dossiers. */
  dossiersReportedOn: string | null
  confirmed: FlagCount
  rules: FigureRules
  words: Words
}

export function resultsPage({
  figures,
  asked,
  quarters,
  dossiersReportedOn,
  confirmed,
  rules,
  words,
}: ResultsInput): ResultsPage {
  const { t, format } = words
  const shown = figures?.quarter
  const rows = figures ? [figures.all, ...figures.fields, ...figures.units] : []
  const isEmpty = figures === null || figures.all.figure.state === 'no_responses'
  return {
    title: shown ? t('results:title_of', { period: format.period(shown.quarter) }) : t('results:title'),
    period: shown ? format.period(shown.quarter) : asked,
    unfinished:
      shown && !shown.isComplete
        ? t('results:unfinished', { date: format.date(addDays(shown.counted.until, -1)) })
        : '',
    quarters: quarters.map(({ quarter, isComplete }) => ({
      label: isComplete
        ? format.period(quarter)
        : t('results:quarter_unfinished', { period: format.period(quarter) }),
      href: `/results?quarter=${periodKey(quarter)}`,
      current: shown !== undefined && periodKey(quarter) === periodKey(shown.quarter),
    })),
    nothing: isEmpty ? t(quarters.length === 0 ? 'results:nothing.ever' : 'results:nothing.quarter') : '',
    all: isEmpty ? null : publicRow(figures.all, words),
    fields: isEmpty ? [] : figures.fields.map((row) => publicRow(row, words)),
    units: isEmpty ? [] : figures.units.map((row) => publicRow(row, words)),
    hidden: rows.some(({ figure }) => figure.state === 'suppressed')
      ? t('results:hidden', { least: format.count(rules.minimumCell) })
      : '',
    unusual:
      confirmed.days > 0
        ? t('results:unusual', {
            days: format.count(confirmed.days),
            responses: format.count(confirmed.responses),
          })
        : '',
    denominator:
      dossiersReportedOn === null
        ? t('results:about.served')
        : t('results:about.denominator', { date: format.date(dossiersReportedOn) }),
    formula: formulaWords(t),
  }
}

function publicRow(row: FigureRow, words: Words): PublicRow {
  const { name, figure } = row
  return figure.state === 'measured'
    ? { name, figure: publicFigure(row, figure, words), state: '' }
    : { name, figure: null, state: words.t(`results:state.${figure.state}`) }
}

function publicFigure(
  { target, judgement, served }: FigureRow,
  figure: MeasuredFigure,
  { t, format }: Words,
): PublicFigure {
  const promised = target?.value ?? null
  return {
    sentence: t('results:sentence', { number: perHundred(figure, promised) }),
    exact: format.share(figure, promised),
    promise: target ? t('results:promise', { number: format.number(target.value), year: target.year }) : '',
    answered: t('results:answered', { people: format.count(figure.answered) }),
    served: served ? servedWords(served, { t, format }) : '',
    count: format.count(figure.answered),
    conclusion: judgement ? t(`results:conclusion.${conclusionKey(judgement)}`) : '',
    evidence: judgement ? t(`dashboard:evidence.${judgement.evidence}`) : '',
    bar: { satisfied: String(Math.round(figure.share * 10_000) / 100), promised: String(promised ?? '') },
  }
}

function servedWords({ answered, dossiers }: DossierCounts, { t, format }: Words): string {
  return t('results:served', { answered: format.count(answered), dossiers: format.count(dossiers) })
}

/** What a citizen is told: the measured share first, and whether enough people answered to rely on it. */
function conclusionKey({ reaches, evidence }: Judgement): string {
  if (evidence !== 'undecided') return evidence
  return reaches ? 'reaches_undecided' : 'below_undecided'
}
