import type { Change } from '../statistics/change.ts'
import type { Judgement, MeasuredFigure } from '../statistics/figure.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import type { DossierCounts } from '../statistics/response-rate.ts'
import { FORMULA } from '../statistics/satisfaction-share.ts'
import type { Target } from '../statistics/target.ts'
import type { Format } from '../web/format.ts'
import type { Translate } from '../web/i18n.ts'
import type { FigureRow } from './figure-row.ts'

/** Two statements about a threshold, side by side. */
export interface Verdict {
  reaches: string
  /** How many people are missing; '' where the threshold is reached. */
  missing: string
  evidence: string
  kind: Judgement['evidence']
}

/** `of` is '' where it is not known how many were served, `tooFew` where that is enough of them. */
export interface ResponseRateWords {
  rate: string
  of: string
  tooFew: string
}

/** A figure that can be shown, in words. */
export interface MeasuredCells {
  share: string
  interval: string
  base: string
  rate: ResponseRateWords
  /** Null where there is no target. */
  verdict: Verdict | null
}

export interface Words {
  t: Translate
  format: Format
}

/** Null where there is nothing to show; `stateWords` then says why. */
export function measuredCells(
  { figure, target, judgement, served, isBelowFloor, rules }: FigureRow,
  { t, format }: Words,
): MeasuredCells | null {
  if (figure.state !== 'measured') return null
  return {
    share: format.share(figure, target?.value),
    interval: format.interval(figure.interval),
    base: format.count(figure.answered),
    rate: {
      ...responseRateWords(served, { t, format }),
      // Beside an unknown rate it would say that the rate is known.
      tooFew: isBelowFloor && served !== null ? t('dashboard:rate.tooFew', floorWords(rules, format)) : '',
    },
    verdict: judgement && verdictWords(figure, judgement, { t, format }),
  }
}

function responseRateWords(
  served: DossierCounts | null,
  { t, format }: Words,
): Omit<ResponseRateWords, 'tooFew'> {
  if (served === null || served.dossiers === 0) return { rate: t('dashboard:rate.unknown'), of: '' }
  const { answered, dossiers } = served
  return {
    rate: format.share({ satisfied: answered, answered: dossiers }),
    of: t('dashboard:rate.of', { answered: format.count(answered), dossiers: format.count(dossiers) }),
  }
}

/** What «not shown» means. */
export function hiddenWords({ minimumCell }: FigureRules, { t, format }: Words): string {
  return t('dashboard:note.suppressed', { least: format.count(minimumCell) })
}

/** Of which figures nothing is concluded although there are answers; '' where the province asks for no coverage. */
export function coverageWords(rules: FigureRules, { t, format }: Words): string {
  return rules.coverageFloor === 0 ? '' : t('dashboard:note.coverage', floorWords(rules, format))
}

function floorWords({ coverageFloor }: FigureRules, format: Format): { floor: string } {
  return { floor: format.percent(coverageFloor) }
}

/** Whose count the denominators are, and of which day. */
export function denominatorWords(reportedOn: string | null, { t, format }: Words): string {
  return reportedOn === null
    ? t('dashboard:rate.no_source')
    : t('dashboard:rate.source', { date: format.date(reportedOn) })
}

function verdictWords(figure: MeasuredFigure, judgement: Judgement, { t, format }: Words): Verdict {
  const { reaches, needed, evidence } = judgement
  return {
    reaches: t(reaches ? 'dashboard:reaches.yes' : 'dashboard:reaches.no'),
    missing: reaches
      ? ''
      : t('dashboard:reaches.missing', { missing: format.count(needed - figure.satisfied) }),
    evidence: t(`dashboard:evidence.${evidence}`),
    kind: evidence,
  }
}

/** Why there is no figure; '' where there is one. */
export function stateWords({ figure }: FigureRow, t: Translate): string {
  return figure.state === 'measured' ? '' : t(`dashboard:state.${figure.state}`)
}

/** A threshold in the two pieces that may stand below each other; `year` is '' where the resolution sets none. */
export interface TargetWords {
  percent: string
  year: string
}

export function targetWords(target: Target | null, { t, format }: Words): TargetWords {
  return target === null
    ? { percent: t('dashboard:target.none'), year: '' }
    : { percent: format.percent(target.value), year: t('dashboard:target.year', { year: target.year }) }
}

/** Null where there is nothing to compare. */
export interface ChangeWords {
  points: string
  verdict: string
}

export function changeWords(change: Change | null, { t, format }: Words): ChangeWords | null {
  if (change === null) return null
  const direction = change.points > 0 ? 'up' : 'down'
  return {
    points: format.points(change.points),
    verdict: t(`dashboard:change.${change.clear ? direction : 'unclear'}`),
  }
}

export function formulaWords(t: Translate): string {
  return t('dashboard:formula', { id: FORMULA.id, version: FORMULA.version })
}
