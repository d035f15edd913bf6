import type { Db } from '../../db/schema.ts'
import type { Grant } from '../accounts/staff.ts'
import type { CommentQuestion } from '../comments/comment.queries.ts'
import { firstComments, readComments, type ShownComment } from '../comments/read-comments.ts'
import type { Catalogue } from '../dashboard/dashboard.queries.ts'
import type { TallySource } from '../dashboard/tally-source.ts'
import { type Flag, listFlags } from '../review/flag.queries.ts'
import { startOfDay } from '../statistics/civil-date.ts'
import type { FigureRules } from '../statistics/figure-rules.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { monthsWithRatings } from '../statistics/tally.queries.ts'
import { subtree, type UnitTree } from '../units/unit-tree.ts'
import { type CommentCounts, countShownComments } from './count-comments.ts'
import { type FirstStep, firstSteps } from './first-steps.ts'
import type { HomeUnit } from './home-unit.ts'
import { type HomeFigures, loadFigures } from './load-figures.ts'
import type { Reach } from './reach.ts'
import { type WatchedTouchpoints, watchTouchpoints } from './watch-touchpoints.ts'
import { weekUntil } from './week.ts'

const MOST_COMMENTS = 5

/** Everything that a home is made of; null for what the person may not see. */
export interface Home {
  unit: HomeUnit
  figures: HomeFigures | null
  comments: { list: ShownComment[]; counts: CommentCounts } | null
  touchpoints: WatchedTouchpoints | null
  /** Days under review; none for who may not read figures. */
  flagged: Flag[]
  /** Null as soon as anybody has rated anything; until then there are no figures. */
  steps: FirstStep[] | null
}

export interface HomeQuestion {
  unit: HomeUnit
  grants: readonly Grant[]
  reach: Reach
  catalogue: Catalogue
  tree: UnitTree
  rules: FigureRules
  now: Date
}

export async function loadHome(db: Db, source: TallySource, question: HomeQuestion): Promise<Home> {
  const { unit, grants, reach, catalogue, tree, rules, now } = question
  const unitIds = unit === null ? null : subtree(tree, unit)
  const today = civilDate(now)
  const isNew = (await monthsWithRatings(db)) === null
  const [figures, comments, touchpoints, flagged, steps] = await Promise.all([
    reach.figures && !isNew ? loadFigures(source, { home: unit, catalogue, today, rules }) : null,
    reach.comments && !isNew
      ? loadComments(db, { unitIds, fieldId: null, minimumCell: rules.minimumCell }, today)
      : null,
    reach.touchpoints ? watchTouchpoints(db, unitIds, now) : null,
    reach.figures ? listFlags(db, { unitIds, isSettled: false }) : [],
    isNew ? firstSteps(db, grants) : null,
  ])
  return { unit, figures, comments, touchpoints, flagged, steps }
}

async function loadComments(
  db: Db,
  whose: Pick<CommentQuestion, 'unitIds' | 'fieldId' | 'minimumCell'>,
  today: string,
) {
  const question = { ...whose, receivedBefore: startOfDay(today) }
  const { from, until } = weekUntil(today)
  const newest = readComments(db, { ...question, from, until }, { band: null, after: null })
  const [list, counts] = await Promise.all([
    firstComments(newest, MOST_COMMENTS),
    countShownComments(db, question, today),
  ])
  return { list, counts }
}
