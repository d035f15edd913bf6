import type { FigureRow } from '../dashboard/figure-row.ts'
import type { Words } from '../dashboard/figure-words.ts'
import { dashboardHref, type Question } from '../dashboard/question.ts'
import type { Flag } from '../review/flag.queries.ts'
import { flagWords } from '../review/flag-words.ts'
import { placeName } from '../touchpoints/touchpoint-words.ts'
import type { HomeUnit } from './home-unit.ts'
import type { PlacedDevice, WatchedTouchpoints } from './watch-touchpoints.ts'

/** Something to do, for each thing that it is about. */
export interface TaskPage {
  heading: string
  items: { label: string; href: string; detail: string }[]
  /** Those that are not listed; null where all are. */
  more: { label: string; href: string } | null
}

/** Lines that the answers show to be below their threshold: a unit's fields, or the units of the province. */
export interface LinesBelow {
  heading: 'below' | 'below_units'
  rows: readonly FigureRow[]
  /** Of which they are lines. */
  question: Question
}

export interface TasksInput {
  unit: HomeUnit
  /** Null for who may not read figures. */
  below: LinesBelow | null
  /** Null for who may not see touchpoints. */
  touchpoints: WatchedTouchpoints | null
  /** Days under review. */
  flagged: readonly Flag[]
  words: Words
}

/** More on one screen nobody reads; the page behind lists them all. */
const MOST_LISTED = 5

/** What must be done, the most urgent first; empty where nothing must. */
export function tasksPage({ unit, below, touchpoints, flagged, words }: TasksInput): TaskPage[] {
  const { t, format } = words
  const tasks = [
    ...(below === null ? [] : [tasksBelow(below)]),
    task('flagged', flagged, '/review', (flag) => {
      const { place, day, responses, href } = flagWords(flag, words)
      return { label: place, href, detail: t('overview:task.flagged.detail', { day, responses }) }
    }),
    task('silent', touchpoints?.silent ?? [], '/devices', (placed) => ({
      ...deviceLink(placed),
      detail: t('overview:task.silent.detail', { time: format.instant(placed.device.lastContactAt) }),
    })),
    task('alarmed', touchpoints?.alarmed ?? [], '/devices', (placed) => ({
      ...deviceLink(placed),
      detail: placed.touchpoint.unitName,
    })),
    task('unused', touchpoints?.unused ?? [], touchpointsHref(unit), (touchpoint) => ({
      label: placeName(touchpoint, t),
      href: `/touchpoints/${encodeURIComponent(touchpoint.code)}`,
      detail: touchpoint.unitName,
    })),
  ]
  return tasks.filter(({ items }) => items.length > 0)

  function tasksBelow({ heading, rows, question: whole }: LinesBelow): TaskPage {
    return task(heading, rows, dashboardHref(whole), ({ name, figure, target, question }) => ({
      label: name,
      href: dashboardHref(question ?? whole),
      detail:
        figure.state === 'measured' && target !== null
          ? t('overview:task.below.detail', {
              share: format.share(figure, target.value),
              base: format.count(figure.answered),
              target: format.percent(target.value),
            })
          : '',
    }))
  }

  function task<T>(
    name: string,
    things: readonly T[],
    allHref: string,
    item: (thing: T) => TaskPage['items'][number],
  ): TaskPage {
    const rest = things.length - MOST_LISTED
    return {
      heading: t(`overview:task.${name}.heading`, { count: things.length }),
      items: things.slice(0, MOST_LISTED).map(item),
      more: rest > 0 ? { label: t('overview:task.more', { count: rest }), href: allHref } : null,
    }
  }

  function deviceLink({ device, touchpoint }: PlacedDevice) {
    return { label: device.name ?? placeName(touchpoint, t), href: `/devices/${device.id}` }
  }
}

function touchpointsHref(unit: HomeUnit): string {
  return unit === null ? '/touchpoints' : `/touchpoints?${new URLSearchParams({ unit })}`
}
