import type { DossierLink, RespondentKind } from '../../db/schema.ts'
import { addDays } from '../statistics/civil-date.ts'
import type { Unit } from '../units/unit.queries.ts'
import type { Format } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { Catalogue } from './dashboard.queries.ts'

/** What things are called on a page, in its language. */
export interface Names {
  /** Of a unit that has ended, with its last day: Xã Ea Pô (đến 30/06/2025). */
  unit(id: string): string
  /** What was answered at the unit itself, beside the units below it. */
  ownOf(unitId: string): string
  field(id: string): string
  /** 2026-07 → 07/2026 */
  month(month: string): string
  mode(mode: string): string
  respondentKind(kind: RespondentKind): string
  dossierLink(link: DossierLink): string
  indicator(id: string): string
  factor(itemId: string): string
}

export interface NamesInput {
  catalogue: Pick<Catalogue, 'units' | 'fields' | 'indicators' | 'factorItems'>
  today: string
  locale: Locale
  t: Translate
  format: Format
}

export function namesOf({ catalogue, today, locale, t, format }: NamesInput): Names {
  const units = new Map(catalogue.units.map((unit) => [unit.id, unit]))
  const inLocale = (things: readonly { id: string; name: { vi: string; en: string } }[]) => {
    const names = new Map(things.map(({ id, name }) => [id, name[locale]]))
    return (id: string) => names.get(id) ?? id
  }
  const unit = (id: string) => {
    const known = units.get(id)
    if (known === undefined) return id
    return hasEnded(known, today)
      ? t('dashboard:unit.until', {
          unit: known.name,
          date: format.date(addDays(known.validUntil ?? today, -1)),
        })
      : known.name
  }
  return {
    unit,
    ownOf: (id) => t('dashboard:unit.own', { unit: unit(id) }),
    field: inLocale(catalogue.fields),
    month: format.month,
    mode: (mode) => t(`dashboard:mode.${mode}`),
    respondentKind: (kind) => t(`dashboard:kind.${kind}`),
    dossierLink: (link) => t(`dashboard:dossier.${link}`),
    indicator: inLocale(catalogue.indicators),
    factor: inLocale(catalogue.factorItems),
  }
}

export function hasEnded(unit: Unit, today: string): boolean {
  return unit.validUntil !== null && unit.validUntil <= today
}
