import type { Response, Router } from 'express'
import { isUniqueViolation } from '../../db/portable.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { uploadOf } from '../web/receive-upload.ts'
import { checkDeeds } from './check-deeds.ts'
import { enterChanges } from './enter-changes.ts'
import { lookAtChange, withDeeds } from './look-at-change.ts'
import { readChanges } from './read-changes.ts'
import { refusalMessages } from './refusal-errors.ts'
import { RefusedChange } from './refused-change.ts'
import { listUnitChanges } from './unit-change.queries.ts'
import { type DatedDeed, inForce } from './unit-change.ts'
import { unitLives } from './unit-life.ts'
import { createUnitPages, wordsOf } from './unit-pages.ts'

/** `/units/changes/import`: many changes from a file, all or none, looked at first. */
export function unitImportRoutes(deps: Deps): Router {
  const { databases, clock } = deps
  const { showImport } = createUnitPages(deps)
  const routes = staffRouter(deps)
  const access = { permission: 'settings.write' } as const

  routes.get('/units/changes/import', access, (_request, response) =>
    showImport(response, { mistakes: [], checked: null }),
  )

  routes.post('/units/changes/import', access, async (request, response) => {
    const read = await readChanges(uploadOf(response))
    if ('mistakes' in read) {
      const { t } = wordsOf(response)
      const mistakes = read.mistakes.map(({ row, mistake, detail }) => {
        const message = t(`units:error.${mistake}`, { detail })
        return row === null ? message : t('units:import.row', { row, message })
      })
      return showImport(response.status(422), { mistakes, checked: null })
    }
    await take(read.deeds, response, request.body?.what === 'enter')
  })

  return routes.router

  async function take(deeds: readonly DatedDeed[], response: Response, isForGood: boolean): Promise<void> {
    const [now, changes] = [clock(), await listUnitChanges(databases.read)]
    const after = withDeeds(changes, deeds, now)
    try {
      if (isForGood) {
        await enterChanges(databases.write, deeds, { by: auditOrigin(response), now })
        return response.redirect(303, '/units?done=imported')
      }
      await checkDeeds(databases.read, changes, deeds, civilDate(now))
      const today = civilDate(now)
      const look = await lookAtChange(
        databases.read,
        { before: changes, after },
        { about: [], day: today, today, minimumCell: settingsOf(response).minimumCell },
      )
      showImport(response, { mistakes: [], checked: { deeds, look } })
    } catch (error) {
      if (isUniqueViolation(error)) {
        const mistakes = [wordsOf(response).t('units:import.at_the_same_time')]
        return showImport(response.status(409), { mistakes, checked: null })
      }
      if (!(error instanceof RefusedChange)) throw error
      const mistakes = refusalMessages(error, unitLives(inForce(after)), wordsOf(response))
      showImport(response.status(422), { mistakes, checked: null })
    }
  }
}
