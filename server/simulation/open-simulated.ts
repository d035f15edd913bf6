import type { Databases } from '../../db/connect.ts'
import { DatabaseUnreachable } from '../../db/postgres.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { openDatabases } from '../start-up.ts'
import { SimulationRefused } from './simulation-refused.ts'

/**
 * Opens the database that `simulatedConfig` names.
 * @throws {SimulationRefused} when PostgreSQL has none of that name: the program may not create databases.
 */
export async function openSimulated(config: Config, clock: Clock): Promise<Databases> {
  try {
    return await openDatabases(config, clock)
  } catch (error) {
    if (!(error instanceof DatabaseUnreachable)) throw error
    const name = /\/([^/?]+)(\?.*)?$/.exec(config.databaseUrl)?.[1]
    throw new SimulationRefused(
      `The simulated province has a database of its own, which must be created first: createdb ${name}\n(${error.message})`,
      { cause: error },
    )
  }
}
