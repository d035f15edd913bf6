import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { Databases } from '../db/connect.ts'
import { accountRoutes } from './accounts/account.routes.ts'
import { confirmRoutes } from './accounts/confirm.routes.ts'
import { enrolmentRoutes } from './accounts/enrolment.routes.ts'
import { identityProvider } from './accounts/identity-provider.ts'
import { passkeyRoutes } from './accounts/passkeys.routes.ts'
import { providerLinkRoutes } from './accounts/provider-link.routes.ts'
import { signInRoutes } from './accounts/sign-in.routes.ts'
import { staffAdminRoutes } from './accounts/staff-admin.routes.ts'
import { apiRoutes } from './api/api.routes.ts'
import { apiKeyRoutes } from './api/api-keys.routes.ts'
import { MOST_REPORTED_BYTES } from './api/reported-dossiers.input.ts'
import { answerInJson } from './api/require-api-key.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import type { Clock } from './clock.ts'
import { commentRoutes } from './comments/comments.routes.ts'
import type { Config } from './config.ts'
import { dashboardRoutes } from './dashboard/dashboard.routes.ts'
import { tallySource } from './dashboard/tally-source.ts'
import { deviceTrafficRoutes } from './devices/device-traffic.routes.ts'
import { deviceRoutes } from './devices/devices.routes.ts'
import { MOST_BATCH_BYTES } from './devices/response-batch.input.ts'
import { entryRoutes } from './entries/entries.routes.ts'
import { homeRoutes } from './home/home.routes.ts'
import { instrumentRoutes } from './instruments/instruments.routes.ts'
import { dossierRoutes } from './invitations/dossiers.routes.ts'
import { invitationRoutes } from './invitations/invitation.routes.ts'
import { responseRateRoutes } from './invitations/response-rate.routes.ts'
import { slipRoutes } from './invitations/slips.routes.ts'
import { kioskRoutes } from './kiosk/kiosk.routes.ts'
import { overviewRoutes } from './overview/overview.routes.ts'
import { posterRoutes } from './posters/posters.routes.ts'
import { intakeRoutes } from './responses/intake.routes.ts'
import type { Intake } from './responses/intake.ts'
import { ratingFormRoutes } from './responses/rating-form.routes.ts'
import { createRatingPages } from './responses/rating-pages.ts'
import { resultsRoutes } from './results/results.routes.ts'
import { reviewRoutes } from './review/review.routes.ts'
import { type CurrentSettings, provideSettings } from './settings/current-settings.ts'
import { logoRoutes } from './settings/logo.routes.ts'
import { settingsRoutes } from './settings/settings.routes.ts'
import { MOST_POSTED_BYTES } from './settings/settings-file.ts'
import { settingsImportRoutes } from './settings/settings-import.routes.ts'
import { codeEntryRoutes } from './touchpoints/code-entry.routes.ts'
import { touchpointRoutes } from './touchpoints/touchpoints.routes.ts'
import { followChanges } from './units/follow-changes.ts'
import { unitChangeRoutes } from './units/unit-changes.routes.ts'
import { unitImportRoutes } from './units/unit-import.routes.ts'
import { unitRoutes } from './units/units.routes.ts'
import { waveRoutes } from './waves/waves.routes.ts'
import { assetRoutes } from './web/assets.ts'
import { compressPages } from './web/compress-pages.ts'
import { errorHandler, notFound } from './web/error-handler.ts'
import { healthRoutes } from './web/health.routes.ts'
import { chooseLocale, type Languages, type Locale, type Translate } from './web/i18n.ts'
import { refuseOddRequests } from './web/odd-requests.ts'
import { nameBodyErrors, parseBody } from './web/parse-body.ts'
import { receiveUpload } from './web/receive-upload.ts'
import type { RenderPage } from './web/render-page.ts'
import { requestLog } from './web/request-log.ts'
import { refuseCrossSite } from './web/same-origin.ts'
import { securityHeaders } from './web/security-headers.ts'

export interface Deps {
  config: Config
  databases: Databases
  intake: Intake
  clock: Clock
  logger: Logger
  languages: Languages
  settings: CurrentSettings
  /** The words of the product's own languages. */
  translations: Record<Locale, Translate>
  renderPage: RenderPage
}

/** The whole program as one screen: what every request passes through, then the features. */
export function createApp(deps: Deps): Express {
  const { config, logger, languages, settings, renderPage } = deps
  const ratingPages = createRatingPages(deps)
  const provider = config.provider && identityProvider(config.provider, config.publicUrl)
  const tallies = tallySource(deps.databases.read)
  const app = express()
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple')
  app.set('trust proxy', config.trustProxy.length > 0 ? [...config.trustProxy] : false)

  app.use(requestLog(logger))
  app.use(securityHeaders(config.publicUrl))
  app.use(healthRoutes(deps))
  app.use(chooseLocale(languages, config.defaultLocale, settings))
  app.use(provideSettings(settings))
  app.use(refuseOddRequests(config.publicUrl))
  app.use(refuseCrossSite(config.publicUrl))
  app.use('/api', answerInJson)
  app.use('/api/v1/dossiers', parseBody(MOST_REPORTED_BYTES))
  app.use('/kiosk/responses', parseBody(MOST_BATCH_BYTES))
  app.use('/settings/import/confirm', parseBody(MOST_POSTED_BYTES))
  app.use(
    ['/dossiers/imports', '/waves', '/units/changes/import', '/settings/logo', '/settings/import'],
    receiveUpload(),
  )
  app.use(parseBody())
  app.use(intakeRoutes(deps, ratingPages))
  app.use(deviceTrafficRoutes(deps, ratingPages))

  app.use(compressPages())
  app.use('/assets', assetRoutes())
  app.use(logoRoutes(deps))
  app.use(homeRoutes(deps))
  app.use(codeEntryRoutes(deps))
  app.use(ratingFormRoutes(deps, ratingPages))
  app.use(kioskRoutes(deps, ratingPages))
  app.use(invitationRoutes(deps, ratingPages))
  app.use(followChanges(deps))
  app.use(resultsRoutes(deps))
  app.use(signInRoutes(deps, provider))
  app.use(enrolmentRoutes(deps))
  app.use(accountRoutes(deps))
  app.use(confirmRoutes(deps))
  app.use(passkeyRoutes(deps))
  app.use(providerLinkRoutes(deps, provider))
  app.use(overviewRoutes(deps, tallies))
  app.use(dashboardRoutes(deps, tallies))
  app.use(commentRoutes(deps))
  app.use(reviewRoutes(deps))
  app.use(touchpointRoutes(deps))
  app.use(dossierRoutes(deps))
  app.use(slipRoutes(deps))
  app.use(responseRateRoutes(deps))
  app.use(apiKeyRoutes(deps))
  app.use(apiRoutes(deps))
  app.use(posterRoutes(deps))
  app.use(deviceRoutes(deps))
  app.use(entryRoutes(deps))
  app.use(waveRoutes(deps))
  app.use(unitChangeRoutes(deps))
  app.use(unitImportRoutes(deps))
  app.use(unitRoutes(deps))
  app.use(instrumentRoutes(deps, ratingPages))
  app.use(staffAdminRoutes(deps))
  app.use(auditRoutes(deps))
  app.use(settingsRoutes(deps))
  app.use(settingsImportRoutes(deps))

  app.use(notFound)
  app.use(nameBodyErrors)
  app.use(errorHandler({ logger, renderPage }))
  return app
}
