import type { Change } from '../statistics/change.ts'
import type { Judgement, MeasuredFigure } from '../statistics/figure.ts'
import { FORMULA } from '../statistics/satisfaction-share.ts'
import type { Target } from '../statistics/target.ts'
import type { Format } from '../web/format.ts'
import type { Translate } from '../web/i18n.ts'
import type { FigureRow } from './figure-row.ts'

/** A figure that can be shown, in words. */
export interface MeasuredCells {
  share: string
  interval: string
  base: string
  /** Null where there is no target. */
  verdict: { reaches: string; evidence: string; kind: Judgement['evidence'] } | null
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
    verdict: judgement && {
      reaches: reachesWords(figure, judgement, { t, format }),
      evidence: t(`dashboard:evidence.${judgement.evidence}`),
      kind: judgement.evidence,
    },
  }
}

function reachesWords(figure: MeasuredFigure, { reaches, needed }: Judgement, { t, format }: Words): string {
  return reaches
    ? t('dashboard:reaches.yes')
    : t('dashboard:reaches.no', { missing: format.count(needed - figure.satisfied) })
}

/** Why there is no figure; '' where there is one. */
export function stateWords({ figure }: FigureRow, t: Translate): string {
  return figure.state === 'measured' ? '' : t(`dashboard:state.${figure.state}`)
}

/** 90% (2025) */
export function targetWords(target: Target | null, { t, format }: Words): string {
  return target === null
    ? t('dashboard:target.none')
    : t('dashboard:target.value', { percent: format.percent(target.value), year: target.year })
}

export function changeWords(change: Change | null, { t, format }: Words): string {
  if (change === null) return t('dashboard:change.none')
  const points = format.points(change.points)
  if (!change.clear) return t('dashboard:change.unclear', { points })
  return change.points > 0 ? t('dashboard:change.up', { points }) : t('dashboard:change.down', { points })
}

export function formulaWords(t: Translate): string {
  return t('dashboard:formula', { id: FORMULA.id, version: FORMULA.version })
}
