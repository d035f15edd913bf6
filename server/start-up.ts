import type { Logger } from 'pino'
import { connect, type Databases } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { createApp, type Deps } from './app.ts'
import { loadCatalogues } from './catalogues/load-catalogues.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createIntake, type Intake } from './responses/intake.ts'
import { isSimulated } from './settings/setting.queries.ts'
import { loadTranslations } from './web/i18n.ts'
import { createRenderPage } from './web/render-page.ts'

/** Opens the database, brings it up to date and loads what is missing of the catalogues. */
export async function openDatabases(config: Config, clock: Clock): Promise<Databases> {
  const databases = connect(config.databaseUrl)
  try {
    await migrate(databases)
    await loadCatalogues(databases, { now: clock(), demonstration: config.environment !== 'production' })
  } catch (error) {
    await databases.close()
    throw error
  }
  return databases
}

/** The app over an open database, and the intake that must be closed before the database is. */
export async function assemble(
  config: Config,
  databases: Databases,
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<{ app: ReturnType<typeof createApp>; intake: Intake }> {
  const intake = createIntake(databases.write)
  const deps: Deps = {
    config,
    databases,
    intake,
    clock,
    logger,
    translations: await loadTranslations(),
    renderPage: createRenderPage({
      production: config.environment === 'production',
      simulated: await isSimulated(databases.read),
    }),
  }
  return { app: createApp(deps), intake }
}
