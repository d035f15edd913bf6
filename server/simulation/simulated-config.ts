import { type Config, ConfigProblem } from '../config.ts'

/**
 * The same configuration with the simulated province's own database:
 * `sqlite:…/thuoc-do.db` → `sqlite:…/thuoc-do.simulated.db`, `postgres://…/thuoc_do` → `postgres://…/thuoc_do_simulated`.
 * @throws {ConfigProblem} when a PostgreSQL address names no database.
 */
export function simulatedConfig(config: Config): Config {
  return { ...config, databaseUrl: simulatedUrl(config.databaseUrl) }
}

function simulatedUrl(url: string): string {
  if (url.startsWith('sqlite:')) return url.replace(/(\.[^./]+)?$/, '.simulated$1')
  const [, server, database, options] = /^(\w+:\/\/[^/?]+)\/([^/?]+)(\?.*)?$/.exec(url) ?? []
  if (!database) {
    throw new ConfigProblem([
      'DATABASE_URL: must name a database, so that the simulated one can be named after it',
    ])
  }
  return `${server}/${database}_simulated${options ?? ''}`
}
