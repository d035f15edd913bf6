import type { Request, Response } from 'express'
import { may } from '../accounts/may.ts'
import { unitsInScope } from '../accounts/staff.ts'
import type { Deps } from '../app.ts'
import { addDays, civilDate, isCivilDate } from '../statistics/civil-date.ts'
import { formatFor } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import { changeFormPage } from './change-form.page.ts'
import { changePreviewPage } from './change-preview.page.ts'
import type { Words } from './change-words.ts'
import { unitImportPage } from './import.page.ts'
import type { LookedAt } from './look-at-change.ts'
import { unitPage } from './unit.page.ts'
import type { ChangeForm } from './unit-change.input.ts'
import { type UnitChange, unitsOf } from './unit-change.ts'
import { loadUnitHistory, staffNames, type UnitHistory } from './unit-history.queries.ts'
import { type UnitLife, valueOn } from './unit-life.ts'
import { unitListPage } from './unit-list.page.ts'

export const UNIT_DEEDS = ['entered', 'undone', 'imported'] as const

/** A change that is shown before it is entered or undone. */
export interface ShownPreview {
  change: Pick<UnitChange, 'deed' | 'effectiveOn'>
  look: LookedAt
  /** `undo`, or the form that it comes from. */
  action: ChangeForm | 'undo'
  entered: Readonly<Record<string, string>>
  backHref: string
}

/** What officials see of units. */
export function createUnitPages({ databases, clock, renderPage }: Deps) {
  const db = databases.read

  return {
    async showList(request: Request, response: Response): Promise<void> {
      const today = civilDate(clock())
      const { on, q } = request.query
      const page = unitListPage({
        ...(await loadUnitHistory(db)),
        scope: unitsInScope(response),
        values: {
          on: typeof on === 'string' && isCivilDate(on) ? on : today,
          q: typeof q === 'string' ? q.slice(0, 100) : '',
        },
        mayChange: may(response, 'settings.write'),
        mayExportChanges: may(response, 'settings.read'),
        done: doneWords(request, response),
        t: response.locals['t'],
      })
      renderPage(response, 'units/list', page)
    },

    async showUnit(
      request: Request,
      response: Response,
      { id, refused }: { id: string; refused: readonly string[] },
    ): Promise<void> {
      const { lives, changes } = await loadUnitHistory(db)
      const names = await staffNames(db)
      const page = unitPage({
        life: lives.get(id) as UnitLife,
        lives,
        changes: changes.map((change) => ({
          ...change,
          enteredByName: change.enteredBy === null ? null : (names.get(change.enteredBy) ?? null),
        })),
        scope: unitsInScope(response),
        today: civilDate(clock()),
        mayChange: may(response, 'settings.write'),
        done: doneWords(request, response),
        refused,
        words: wordsOf(response),
      })
      renderPage(response, 'units/unit', page)
    },

    async showForm(
      response: Response,
      form: ChangeForm,
      {
        values,
        errors,
        isAdding = false,
      }: { values: Readonly<Record<string, string>>; errors: readonly FieldError[]; isAdding?: boolean },
    ): Promise<void> {
      const units = selectable(await loadUnitHistory(db), civilDate(clock()), wordsOf(response))
      const page = changeFormPage({ form, units, values, errors, isAdding, t: response.locals['t'] })
      renderPage(response, 'units/form', page)
    },

    showPreview(response: Response, { change, look, action, entered, backHref }: ShownPreview): void {
      const words = wordsOf(response)
      const page = changePreviewPage({
        change,
        look,
        today: civilDate(clock()),
        isUndoing: action === 'undo',
        confirm: { action: `/units/changes/${action}`, entered, backHref },
        words,
      })
      renderPage(response, 'units/preview', page)
    },

    showImport(response: Response, shown: Parameters<typeof unitImportPage>[0]): void {
      renderPage(response, 'units/import', unitImportPage(shown, wordsOf(response)))
    },
  }
}

export function wordsOf({ locals }: Response): Words {
  return { t: locals['t'], format: formatFor(locals['locale'], locals['t']) }
}

function doneWords({ query }: Request, { locals }: Response): string | null {
  const deed = UNIT_DEEDS.find((one) => one === query['done'])
  return deed ? locals['t'](`units:done.${deed}`) : null
}

/** Those that exist or are to come first; one that has ended may still have been called otherwise before. */
function selectable({ lives, order }: UnitHistory, today: string, { t, format }: Words) {
  const units = order.flatMap((id) => lives.get(id) ?? [])
  const hasEnded = ({ endedOn }: UnitLife) => endedOn !== null && endedOn <= today
  return [...units.filter((life) => !hasEnded(life)), ...units.filter(hasEnded)].map((life) => {
    const name = valueOn(life.names, today)
    if (life.endedOn === null) return { id: life.id, name }
    return {
      id: life.id,
      name: t('units:ended', { unit: name, date: format.date(addDays(life.endedOn, -1)) }),
    }
  })
}

/** Where a change leads: the unit that it is about, as long as it is there. */
export function unitAfter(change: Pick<UnitChange, 'deed'>): string {
  const { deed } = change
  return deed.kind === 'merged' ? deed.successorId : (unitsOf(deed)[0] ?? '')
}
