import { type Config, readConfig } from '../../server/config.ts'

/** The configuration of a test: what `readConfig` makes of the given variables, on any free port. */
export function testConfig(databaseUrl: string, variables: Record<string, string> = {}): Config {
  return readConfig({
    NODE_ENV: 'test',
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1',
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'silent',
    ...variables,
  })
}
