import { pathUp } from '../units/unit-tree.ts'
import type { Words } from './figure-words.ts'
import type { Material } from './material.ts'
import type { Names } from './names.ts'
import { dashboardHref, type Question } from './question.ts'
import type { ReadableUnits } from './readable-units.ts'

/** The chosen unit and those above it, from the top; the last is the page itself. */
export interface UnitPath {
  above: { name: string; href: string }[]
  current: string
}

/** A choice that narrows the page, and the page without it. */
export interface FilterChip {
  label: string
  removeHref: string
  removeLabel: string
}

export function unitPath(
  { question, tree }: Material,
  readable: ReadableUnits,
  names: Names,
  { t }: Words,
): UnitPath {
  const all = { name: t('dashboard:unit.all'), href: dashboardHref({ ...question, unitId: null }) }
  if (question.unitId === null) return { above: [], current: all.name }
  const [, ...above] = pathUp(tree, question.unitId)
  return {
    above: [
      ...(readable.includes(null, tree) ? [all] : []),
      ...above
        .filter((id) => readable.includes(id, tree))
        .toReversed()
        .map((id) => ({ name: names.unit(id), href: dashboardHref({ ...question, unitId: id }) })),
    ],
    current: names.unit(question.unitId),
  }
}

/** For a person with roles at several units: from one to the other. */
export function ownUnits(question: Question, { own }: ReadableUnits, names: Names) {
  if (own.length < 2) return []
  return own.map((unitId) => ({
    label: names.unit(unitId),
    href: dashboardHref({ ...question, unitId }),
    current: unitId === question.unitId,
  }))
}

export function filterChips(question: Question, names: Names, { t }: Words): FilterChip[] {
  const { fieldId, mode, respondentKind, dossierLink } = question
  const chip = (label: string, without: Partial<Question>): FilterChip => ({
    label,
    removeHref: dashboardHref({ ...question, ...without }),
    removeLabel: t('dashboard:filter.remove', { filter: label }),
  })
  return [
    ...(fieldId === null
      ? []
      : [chip(t('dashboard:filter.field', { field: names.field(fieldId) }), { fieldId: null })]),
    ...(mode === null ? [] : [chip(t('dashboard:filter.mode', { mode: names.mode(mode) }), { mode: null })]),
    ...(respondentKind === null
      ? []
      : [
          chip(t('dashboard:filter.kind', { kind: names.respondentKind(respondentKind) }), {
            respondentKind: null,
          }),
        ]),
    ...(dossierLink === null
      ? []
      : [
          chip(t('dashboard:filter.dossier', { dossier: names.dossierLink(dossierLink) }), {
            dossierLink: null,
          }),
        ]),
  ]
}

/** Quý III/2026 · Xã Đắk Mil · Lĩnh vực: Đất đai */
export function aboutWords(question: Question, names: Names, words: Words): string {
  const unit = question.unitId === null ? words.t('dashboard:unit.all') : names.unit(question.unitId)
  const filters = filterChips(question, names, words).map(({ label }) => label)
  return [words.format.period(question.period), unit, ...filters].join(' · ')
}
