import { createServer } from 'node:http'
import { pino } from 'pino'
import { createApp, type Deps } from '../../server/app.ts'
import { systemClock } from '../../server/clock.ts'
import { createIntake } from '../../server/responses/intake.ts'
import { currentSettings } from '../../server/settings/current-settings.ts'
import { provinceFrames } from '../../server/settings/province-frame.ts'
import { loadLanguages, translationsOf } from '../../server/web/i18n.ts'
import { createRenderPage } from '../../server/web/render-page.ts'
import { type databases, openDatabase } from './databases.ts'
import type { RunningApp } from './running-app.ts'
import { testConfig } from './test-config.ts'

/** The app with one of its dependencies changed, for faults that cannot be brought about from outside. */
export async function startChangedApp(
  dialect: (typeof databases)[number]['dialect'],
  change: (deps: Deps) => Partial<Deps>,
): Promise<RunningApp & { deps: Deps }> {
  const opened = await openDatabase(dialect)
  const languages = await loadLanguages()
  const usual: Deps = {
    config: testConfig(opened.url),
    databases: opened.databases,
    intake: createIntake(opened.databases.write),
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    languages,
    translations: translationsOf(languages),
    settings: currentSettings(opened.databases.read, systemClock),
    renderPage: createRenderPage({
      production: false,
      simulated: false,
      provinceOf: provinceFrames(systemClock),
    }),
  }
  const deps = { ...usual, ...change(usual) }
  const server = createServer(createApp(deps))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    databases: opened.databases,
    databaseUrl: opened.url,
    config: deps.config,
    clock: deps.clock,
    deps,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await deps.intake.close()
      await opened.remove()
    },
  }
}
