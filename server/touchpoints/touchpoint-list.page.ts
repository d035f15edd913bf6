import { formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import { formatFor } from '../web/format.ts'
import type { RegisteredTouchpoint } from './register.queries.ts'
import { TOUCHPOINT_STATES, type TouchpointState } from './touchpoint-state.ts'
import { type TouchpointWords, touchpointWords, type WordsInput } from './touchpoint-words.ts'

/** What one page shows at most: nobody reads on past that, and a filter is at hand. */
const MOST_SHOWN = 300

/** What views/touchpoints/list.ejs prints. */
export interface TouchpointListPage {
  title: string
  mayAdd: boolean
  filter: { search: TextField; unit: SelectField; state: SelectField; isSet: boolean }
  count: string
  /** Set when not all are shown. */
  rest: string | null
  /** Set when there are none. */
  nothing: string | null
  units: { name: string; touchpoints: ListedTouchpoint[] }[]
}

interface ListedTouchpoint extends TouchpointWords {
  href: string
  stateClass: TouchpointState
}

export interface TouchpointListInput extends WordsInput {
  touchpoints: readonly RegisteredTouchpoint[]
  /** Those that may be chosen. */
  units: readonly { id: string; name: string }[]
  values: { q: string; unit: string; state: string }
  mayAdd: boolean
}

export function touchpointListPage(input: TouchpointListInput): TouchpointListPage {
  const { touchpoints, units, values, mayAdd, locale, t } = input
  const { text, select } = formFields(values, [])
  const isSet = Object.values(values).some((value) => value !== '')
  const shown = touchpoints.slice(0, MOST_SHOWN)
  return {
    title: t('touchpoints:list.title'),
    mayAdd,
    filter: {
      search: text('q', { label: t('touchpoints:list.search') }),
      unit: select('unit', { label: t('touchpoints:list.unit') }, [
        { value: '', label: t('touchpoints:list.allUnits') },
        ...units.map(({ id, name }) => ({ value: id, label: name })),
      ]),
      state: select('state', { label: t('touchpoints:list.state') }, [
        { value: '', label: t('touchpoints:list.allStates') },
        ...TOUCHPOINT_STATES.map((state) => ({ value: state, label: t(`touchpoints:state.${state}`) })),
      ]),
      isSet,
    },
    count: t('touchpoints:list.count', { count: touchpoints.length }),
    rest:
      touchpoints.length > shown.length
        ? t('touchpoints:list.rest', { shown: formatFor(locale, t).count(shown.length) })
        : null,
    nothing:
      touchpoints.length > 0 ? null : isSet ? t('touchpoints:list.noneFound') : t('touchpoints:list.none'),
    units: byUnit(shown).map((ofUnit) => ({
      name: ofUnit[0]?.unitName ?? '',
      touchpoints: ofUnit.map((one) => ({
        ...touchpointWords(one, input),
        href: `/touchpoints/${encodeURIComponent(one.code)}`,
        stateClass: one.state,
      })),
    })),
  }
}

/** They come unit by unit. */
function byUnit(touchpoints: readonly RegisteredTouchpoint[]): RegisteredTouchpoint[][] {
  return [...Map.groupBy(touchpoints, ({ unitId }) => unitId).values()]
}
