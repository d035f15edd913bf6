import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../server/project.ts'
import type { Workbench } from '../workbench.ts'
import { type BenchServer, startServer } from './start-server.ts'

const NO_LIMIT = '1000000000'

/** The built program as it runs in production, but for its limits, which would cut the measurement short. */
export function startProgram({ folder, options }: Workbench, databaseUrl: string): Promise<BenchServer> {
  return startServer(join(projectRoot, 'dist', 'server', 'main.js'), {
    folder,
    nodeArguments: [...nodeOptionsOfNpmStart(), ...profiling(options.profile)],
    variables: {
      NODE_ENV: 'production',
      PORT: '0',
      PUBLIC_URL: 'http://127.0.0.1',
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: randomBytes(48).toString('base64url'),
      LIMIT_TOUCHPOINT_PER_MINUTE: NO_LIMIT,
      LIMIT_TOTAL_PER_SECOND: NO_LIMIT,
    },
  })
}

function profiling(folder: string | null): string[] {
  return folder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]
}

/** Measured as it is started: the options of Node that bound its memory are part of the program. */
function nodeOptionsOfNpmStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  return String(scripts.start)
    .split(' ')
    .filter((word) => word.startsWith('--'))
}
