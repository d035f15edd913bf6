import type { Logger } from 'pino'
import { connect, type Databases } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { createApp, type Deps } from './app.ts'
import { loadCatalogues } from './catalogues/load-catalogues.ts'
import type { Clock } from './clock.ts'
import { type Config, ConfigProblem } from './config.ts'
import { createIntake, type Intake } from './responses/intake.ts'
import { currentSettings } from './settings/current-settings.ts'
import { provinceFrames } from './settings/province-frame.ts'
import { isSimulated } from './settings/setting.queries.ts'
import { type Languages, loadLanguages, translationsOf } from './web/i18n.ts'
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
  const languages = await loadLanguages()
  refuseUnknownDefault(config, languages)
  for (const problem of languages.problems) logger.warn(problem)
  const deps: Deps = {
    config,
    databases,
    intake,
    clock,
    logger,
    languages,
    translations: translationsOf(languages),
    settings: currentSettings(databases.read, clock),
    renderPage: createRenderPage({
      production: config.environment === 'production',
      simulated: await isSimulated(databases.read),
      provinceOf: provinceFrames(clock),
    }),
  }
  return { app: createApp(deps), intake }
}

function refuseUnknownDefault({ defaultLocale }: Config, { all }: Languages): void {
  if (all.some(({ tag }) => tag === defaultLocale)) return
  const tags = all.map(({ tag }) => tag).join(', ')
  throw new ConfigProblem([`DEFAULT_LOCALE: there are words in ${tags}, not in ${defaultLocale}`])
}
