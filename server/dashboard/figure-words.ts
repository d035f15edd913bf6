import type { Change } from '../statistics/change.ts'
import type { Judgement, MeasuredFigure } from '../statistics/figure.ts'
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

/** A figure that can be shown, in words. */
export interface MeasuredCells {
  share: string
  interval: string
  base: string
  /** Null where there is no target. */
  verdict: Verdict | null
}

export interface Words {
  t: Translate
  format: Format
}

/** Null where there is nothing to show; `stateWords` then says why. */
export function measuredCells(
  { figure, target, judgement }: FigureRow,
  { t, format }: Words,
): MeasuredCells | null {
  if (figure.state !== 'measured') return null
  return {
    share: format.share(figure, target?.value),
    interval: format.interval(figure.interval),
    base: format.count(figure.answered),
    verdict: judgement && verdictWords(figure, judgement, { t, format }),
  }
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
