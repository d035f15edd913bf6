import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, type FSWatcher, openSync, readFileSync, truncateSync, watch } from 'node:fs'
import { basename, join } from 'node:path'

const PATIENCE_MS = 60_000

export interface BenchServer {
  url: string
  pid: number
  /** From the start of its process to the line that says it listens. */
  readyMs: number
  /** Empties what it has printed, so that a log does not fill the disk. */
  emptyLog(): void
  /** Asks it to end, as an operator's service manager does, and waits until it has. */
  stop(): Promise<void>
}

interface ServerSettings {
  /** For its log. */
  folder: string
  variables: Record<string, string>
  nodeArguments?: readonly string[]
}

/**
 * Starts a server that prints one JSON line with its port once it listens. What it prints goes to a file: a pipe would
 * cost another process its time while something is measured.
 */
export async function startServer(
  script: string,
  { folder, variables, nodeArguments = [] }: ServerSettings,
): Promise<BenchServer> {
  const logFile = join(folder, `${basename(script)}.${process.hrtime.bigint()}.log`)
  // Appending, so that the file can be emptied under the server.
  const log = openSync(logFile, 'a')
  const written = watch(logFile)
  const startedAt = Date.now()
  const child = spawn(process.execPath, [...nodeArguments, script], {
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const slow = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  const { port, time = Date.now() } = await Promise.race([
    listening(written, logFile),
    exited.then((code) => {
      throw new Error(`${script} ended with code ${code}:\n${readFileSync(logFile, 'utf8')}`)
    }),
  ]).finally(() => {
    clearTimeout(slow)
    written.close()
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid as number,
    readyMs: time - startedAt,
    emptyLog: () => truncateSync(logFile),
    stop: () => stop(child, exited),
  }
}

/** The line itself says when: it may lie in a buffer for a while. */
interface ListeningLine {
  port: number
  /** Milliseconds since 1970. */
  time?: number
}

function listening(written: FSWatcher, logFile: string): Promise<ListeningLine> {
  return new Promise((resolve) => {
    written.on('change', () => {
      const line = listeningLine(readFileSync(logFile, 'utf8'))
      if (line) resolve(line)
    })
  })
}

function listeningLine(printed: string): ListeningLine | undefined {
  const line = printed.split('\n').find((text) => text.includes('"msg":"listening"') && text.endsWith('}'))
  return line === undefined ? undefined : JSON.parse(line)
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  child.kill('SIGTERM')
  await exited
  clearTimeout(patience)
}
