import { Router } from 'express'
import type { Deps } from '../app.ts'
import { recognisedWords } from '../invitations/recognised-words.ts'
import { listSuccessions, listUnits } from '../units/unit.queries.ts'
import { subtree, unitTree } from '../units/unit-tree.ts'
import { HttpError } from '../web/http-error.ts'
import { openApiDocument } from './openapi.ts'
import { type ReportedOutcome, reportDossiers } from './report-dossiers.ts'
import { uncheckedBatch } from './reported-dossiers.input.ts'
import { apiKeyOf, requireApiKey } from './require-api-key.ts'

/** `/api/v1`: what programs say and ask. */
export function apiRoutes({ databases, clock, config, translations }: Deps): Router {
  const router = Router()
  const reporting = {
    databases,
    clock,
    dossierSecret: config.dossierSecret,
    publicUrl: config.publicUrl,
    words: recognisedWords(translations),
  }

  router.get('/api/v1/openapi.json', (_request, response) => {
    response.json(openApiDocument(config.publicUrl))
  })

  router.post(
    '/api/v1/dossiers',
    ...requireApiKey({ db: databases.read, clock }),
    async (request, response) => {
      response.set('Cache-Control', 'no-store')
      const { t, bodyKind } = response.locals
      const batch = uncheckedBatch.safeParse(bodyKind === 'json' ? request.body : undefined)
      if (!batch.success) {
        const message = t('invitations:problem.batch')
        throw new HttpError(422, 'invalid', { fields: [{ field: 'dossiers', message }] })
      }
      const key = apiKeyOf(response)
      const outcomes = await reportDossiers(reporting, batch.data.dossiers, {
        key,
        scope: await unitsUnder(key.unitId),
      })
      const count = (outcome: string) => outcomes.filter((one) => one.outcome === outcome).length
      response.json({
        taken: count('taken'),
        repeated: count('repeated'),
        refused: count('refused'),
        dossiers: outcomes.map((one) => inWords(one, t)),
      })
    },
  )
  return router

  async function unitsUnder(unitId: string): Promise<ReadonlySet<string>> {
    const [units, successions] = await Promise.all([
      listUnits(databases.read),
      listSuccessions(databases.read),
    ])
    return subtree(unitTree(units, successions, 'now'), unitId)
  }
}

function inWords(one: ReportedOutcome, t: (key: string) => string) {
  if (one.outcome !== 'refused') return one
  const problems = one.problems.map(({ field, problem }) => ({
    field,
    problem,
    message: t(`invitations:problem.${problem}`),
  }))
  return { outcome: one.outcome, problems }
}
