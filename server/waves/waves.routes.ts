import { randomInt } from 'node:crypto'
import type { Request, Response, Router } from 'express'
import { staffOf, unitsInScope } from '../accounts/staff.ts'
import { staffRouter } from '../accounts/staff-router.ts'
import type { Deps } from '../app.ts'
import { auditOrigin } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import { unitsUnder } from '../units/units-under.ts'
import { csvDocument } from '../web/csv.ts'
import { type FieldError, HttpError } from '../web/http-error.ts'
import { enteredValues, parseForm } from '../web/parse-form.ts'
import { uploadOf } from '../web/receive-upload.ts'
import { addStrata } from './add-strata.ts'
import { cancelWave } from './cancel-wave.ts'
import { countAlike } from './check-interviews.ts'
import { frameColumns, readFrame } from './frame-row.ts'
import { importInterviews } from './import-interviews.ts'
import { interviewColumns } from './interview-row.ts'
import { openWave } from './open-wave.ts'
import { receiveInterviews } from './receive-interviews.ts'
import { storedRefusals } from './refusal.ts'
import { refusalWords } from './refusal-words.ts'
import { sentTable } from './sent-table.ts'
import { type NewWave, newWave } from './wave.input.ts'
import {
  findInterviewImport,
  findWave,
  type InterviewImport,
  listInstrumentVersions,
  listStrata,
  type Wave,
} from './wave.queries.ts'
import { type WaveWords, wavePath } from './wave-list.page.ts'
import { createWavePages } from './wave-pages.ts'

/** `/waves`: surveys by interviewers, each with its sampling frame, whose interviews come in as files. */
export function waveRoutes(deps: Deps): Router {
  const { databases, translations } = deps
  const { showList, showForm, showWave, showImport } = createWavePages(deps)
  const routes = staffRouter(deps)
  const unitOf = async (request: Request) => (await findWave(databases.read, idOf(request)))?.unitId
  const mayRead = { permission: 'entries.read', unitOf } as const
  const mayEnter = { permission: 'entries.write', unitOf } as const

  routes.get('/waves', { permission: 'entries.read' }, async (request, response) => {
    await showList(response, request.query['done'] === 'cancelled')
  })

  routes.get('/waves/new', { permission: 'entries.write' }, async (_request, response) => {
    await showForm(response, {}, [])
  })

  routes.post('/waves', { permission: 'entries.write' }, async (request, response) => {
    const form = parseForm(newWave, request.body, mistake(response))
    const errors = form.errors ?? (await wrongChoices(response, form.data))
    if (!form.data || errors.length > 0) {
      return showForm(response.status(422), enteredValues(request.body), errors)
    }
    response.redirect(303, wavePath(await openWave(databases.write, form.data, doneBy(response))))
  })

  routes.get('/waves/:id', mayRead, async (request, response) => {
    await showWave(response, await waveOf(request))
  })

  routes.post('/waves/:id/cancel', mayEnter, async (request, response) => {
    await databases.write.transaction().execute(async (trx) => {
      const wave = await findWave(trx, idOf(request))
      if (!wave) throw new HttpError(404, 'not_found')
      await cancelWave(trx, wave, doneBy(response))
    })
    response.redirect(303, '/waves?done=cancelled')
  })

  routes.post('/waves/:id/frame', mayEnter, async (request, response) => {
    const wave = await waveOf(request)
    const received = await sentTable(uploadOf(response), frameColumns(translations), words(response).t)
    if ('message' in received) {
      return showWave(response.status(422), wave, { errors: [{ field: 'frame', ...received }] })
    }
    const { strata, refusals } = readFrame(received.table, received.columns, {
      units: await unitsOfWave(wave, response),
      known: await listStrata(databases.read, wave.id),
    })
    if (refusals.length > 0) {
      const frameRefusals = refusalWords(refusals, wave.instrumentVersion.content, words(response))
      return showWave(response.status(422), wave, { frameRefusals })
    }
    await addStrata(databases.write, wave, strata, {
      ...doneBy(response),
      randomBelow: (limit) => randomInt(limit),
    })
    response.redirect(303, wavePath(wave.id))
  })

  routes.get('/waves/:id/template.csv', mayRead, async (request, response) => {
    const { instrumentVersion } = await waveOf(request)
    const columns = interviewColumns(instrumentVersion.content, translations).map(({ id }) => id)
    response
      .attachment('interviews.csv')
      .type('text/csv')
      .send(csvDocument([columns]))
  })

  routes.post('/waves/:id/interviews', mayEnter, async (request, response) => {
    const wave = await waveOf(request)
    const columns = interviewColumns(wave.instrumentVersion.content, translations)
    const received = await sentTable(uploadOf(response), columns, words(response).t)
    if ('message' in received) {
      return showWave(response.status(422), wave, { errors: [{ field: 'interviews', ...received }] })
    }
    const importId = await receiveInterviews(deps, wave, received, staffOf(response).id)
    response.redirect(303, `${wavePath(wave.id)}/interviews/${importId}`)
  })

  routes.get('/waves/:id/interviews/:import', mayRead, async (request, response) => {
    const wave = await waveOf(request)
    const file = await importOf(request, wave)
    await showImport(response, wave, file, await countAlike(deps, wave, file.id))
  })

  routes.get('/waves/:id/interviews/:import/refusals.csv', mayRead, async (request, response) => {
    const wave = await waveOf(request)
    const { refusals } = await importOf(request, wave)
    const { t } = words(response)
    const lines = refusalWords(storedRefusals(refusals), wave.instrumentVersion.content, words(response))
    response
      .attachment('refusals.csv')
      .type('text/csv')
      .send(
        csvDocument([
          [t('waves:refusal.row'), t('waves:refusal.column'), t('waves:refusal.problem')],
          ...lines.map(({ row, column, problem }) => [row, column, problem]),
        ]),
      )
  })

  routes.post('/waves/:id/interviews/:import/import', mayEnter, async (request, response) => {
    const wave = await waveOf(request)
    const { id } = await importOf(request, wave)
    await importInterviews(deps, wave, id, auditOrigin(response))
    response.redirect(303, `${wavePath(wave.id)}/interviews/${id}`)
  })

  return routes.router

  function doneBy(response: Response) {
    return { by: auditOrigin(response), now: deps.clock() }
  }

  async function waveOf(request: Request): Promise<Wave> {
    const wave = await findWave(databases.read, idOf(request))
    if (!wave) throw new HttpError(404, 'not_found')
    return wave
  }

  async function importOf(request: Request, wave: Wave): Promise<InterviewImport> {
    const file = await findInterviewImport(databases.read, wave.id, String(request.params['import']))
    if (!file) throw new HttpError(404, 'not_found')
    return file
  }

  /** The units that existed when the wave began, below its own. */
  async function unitsOfWave({ unitId, opensOn }: Wave, response: Response) {
    const below = await unitsUnder(databases.read, unitId, unitsInScope(response))
    return choosableUnits(databases.read, below, opensOn)
  }

  async function wrongChoices(
    response: Response,
    { unit, instrumentVersion }: NewWave,
  ): Promise<FieldError[]> {
    const units = await choosableUnits(databases.read, unitsInScope(response), civilDate(deps.clock()))
    const versions = await listInstrumentVersions(databases.read)
    const wrong = (field: string, key: string, choices: readonly { id: string }[], chosen: string) =>
      choices.some(({ id }) => id === chosen) ? [] : [{ field, message: mistake(response)(key) }]
    return [
      ...wrong('unit', 'unit', units, unit),
      ...wrong('instrumentVersion', 'version', versions, instrumentVersion),
    ]
  }
}

/** The words for what is wrong with a form. */
function mistake(response: Response): (key: string) => string {
  const { t } = words(response)
  return (key) => t(`waves:error.${key}`)
}

function words({ locals }: Response): WaveWords {
  return locals as WaveWords
}

function idOf(request: Request): string {
  return String(request.params['id'])
}
