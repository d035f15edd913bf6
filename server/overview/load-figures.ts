import type { Catalogue } from '../dashboard/dashboard.queries.ts'
import { loadMaterial, type Material } from '../dashboard/material.ts'
import type { Question } from '../dashboard/question.ts'
import { type ServedDossiers, servedDossiers } from '../dashboard/served-dossiers.ts'
import type { TallySource } from '../dashboard/tally-source.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { periodContaining, precedingPeriod } from '../statistics/reporting-period.ts'
import { besideQuarter } from './beside-quarter.ts'
import type { HomeUnit } from './home-unit.ts'
import { weekUntil } from './week.ts'

/** The figures of a home: the week with the one before, and the quarter so far. */
export interface HomeFigures {
  week: Material
  /** Dossiers of the week before. */
  servedBefore: ServedDossiers
  quarter: Material
}

export async function loadFigures(
  source: TallySource,
  {
    home,
    catalogue,
    today,
    rules,
  }: { home: HomeUnit; catalogue: Catalogue; today: string; rules: FigureRules },
): Promise<HomeFigures> {
  const everything: Omit<Question, 'period'> = {
    view: 'now',
    unitId: home,
    fieldId: null,
    mode: null,
    respondentKind: null,
    dossierLink: null,
  }
  const period = weekUntil(today)
  // No line here is about a service factor.
  const about = { catalogue: { ...catalogue, factorItems: [] }, today, rules }
  const [week, quarter, dossiersBefore] = await Promise.all([
    loadMaterial(source, { ...about, question: { ...everything, period } }),
    loadMaterial(source, {
      ...about,
      question: { ...everything, period: periodContaining(today, 'quarter') },
    }),
    source.dossiers(precedingPeriod(period)),
  ])
  const servedBefore = servedDossiers(dossiersBefore, week.previous.answering, week.tree)
  return { week: besideQuarter(week, quarter), quarter, servedBefore }
}
