import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../server/project.ts'
import { processEnvironment } from './command.ts'

export interface ServerProcess {
  url: string
  process: ChildProcess
  /** Everything it printed, for looking into when a test fails. */
  output(): string
  /** Its exit code, once it has ended; null when it was killed. */
  exited: Promise<number | null>
  /** Ends it with a signal and resolves with its exit code (null when killed). */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The real program as a process of its own, listening on a free port. Rejects with its output when it ends instead. */
export async function startServerProcess(
  databaseUrl: string,
  variables: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(projectRoot, 'server', 'main.ts')], {
    env: {
      ...processEnvironment(databaseUrl),
      PORT: '0',
      PUBLIC_URL: 'http://127.0.0.1',
      LOG_LEVEL: 'info',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const port = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      const found = /"port":(\d+).*"msg":"listening"/.exec(output)
      if (found) resolve(Number(found[1]))
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the server ended with code ${code}:\n${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    exited,
    output: () => output,
    end: (signal) => {
      child.kill(signal)
      return exited
    },
  }
}
