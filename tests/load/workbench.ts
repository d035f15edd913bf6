import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Dialect } from '../../db/connect.ts'
import { type RealPostgres, startPostgres } from '../support/start-postgres.ts'
import type { BenchOptions } from './bench-options.ts'
import { fillSimulatedDatabase } from './databases/simulated-database.ts'
import { freeDiskMb } from './machine.ts'
import { once } from './once.ts'
import { say } from './say.ts'

/** What a million simulated responses take on disk, with room for the write-ahead log. */
const MB_PER_MILLION = { sqlite: 700, postgres: 1500 }
const SPARE_MB = 1000

export interface SimulatedDatabase {
  url: string
  size: number
  /** null when it was made earlier in this run. */
  responsesPerSecond: number
}

/** What the parts of a run share: a folder, databases that are made when first needed, and an end to all of it. */
export interface Workbench {
  options: BenchOptions
  folder: string
  postgres(): Promise<RealPostgres>
  createDatabase(dialect: Dialect, name: string): Promise<string>
  simulated(dialect: Dialect, size: number): Promise<SimulatedDatabase>
  close(): Promise<void>
}

export function openWorkbench(options: BenchOptions): Workbench {
  const folder = mkdtempSync(join(options.temporaryFolder, 'thuoc-do-bench-'))
  // PostgreSQL runs as a user of its own where we are root.
  chmodSync(folder, 0o755)
  let running: RealPostgres | undefined
  const postgres = once(async () => {
    running = await startPostgres(folder)
    return running
  })

  async function createDatabase(dialect: Dialect, name: string): Promise<string> {
    return dialect === 'sqlite'
      ? `sqlite:${join(folder, `${name}.db`)}`
      : (await postgres()).createDatabase(name.replaceAll('-', '_'))
  }

  async function makeSimulated(dialect: Dialect, size: number): Promise<SimulatedDatabase> {
    const needed = (size / 1e6) * MB_PER_MILLION[dialect] + SPARE_MB
    if (freeDiskMb(folder) < needed)
      throw new Error(`${size} responses need about ${needed} MB in ${folder}; choose fewer with --responses`)
    say(`${dialect}: simulating ${size} responses`)
    const url = await createDatabase(dialect, `simulated-${size}`)
    return { url, size, responsesPerSecond: await fillSimulatedDatabase(url, size) }
  }
  const made = new Map<string, Promise<SimulatedDatabase>>()

  return {
    options,
    folder,
    postgres,
    createDatabase,
    simulated(dialect, size) {
      const key = `${dialect} ${size}`
      const database = made.get(key) ?? makeSimulated(dialect, size)
      made.set(key, database)
      return database
    },
    async close() {
      await running?.stop()
      if (options.keep) say(`kept: ${folder}`)
      else rmSync(folder, { recursive: true, force: true })
    },
  }
}
