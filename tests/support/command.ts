import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../server/project.ts'

const CLI = join(projectRoot, 'server', 'cli.ts')

/** What a process of the program gets from this one, and nothing else; what it compiles is kept for the next. */
export function processEnvironment(databaseUrl: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'test',
    NODE_COMPILE_CACHE: join(projectRoot, '.cache', 'compiled'),
    DATABASE_URL: databaseUrl,
  }
}

export function commandLine(words: readonly string[]): [string, string[]] {
  return [process.execPath, [CLI, ...words]]
}

/** One of the operator's commands as a process of its own. This one stands still meanwhile. */
export function runCommand(
  databaseUrl: string,
  words: readonly string[],
  variables: Record<string, string> = {},
) {
  const env = { ...processEnvironment(databaseUrl), ...variables }
  return spawnSync(...commandLine(words), { encoding: 'utf8', env })
}
