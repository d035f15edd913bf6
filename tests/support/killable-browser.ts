import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { BROWSER_ARGUMENTS, chromiumPath } from './browser.ts'

/** A device's browser, which loses its power and comes back with what it has stored. */
export interface KillableBrowser {
  /** Starts it. @returns its one context */
  start(): Promise<BrowserContext>
  /** Kills every process of it with SIGKILL. */
  kill(): Promise<void>
  /** Another one with the same disk. Only of one that does not run. */
  copy(): KillableBrowser
  /** Kills it and throws away what it has stored. */
  remove(): Promise<void>
}

export function killableBrowser(diskToCopy?: string): KillableBrowser {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-browser-'))
  if (diskToCopy) cpSync(diskToCopy, folder, { recursive: true, verbatimSymlinks: true, filter: isNoLock })
  let running: ChildProcess | undefined

  return { start, kill, copy, remove }

  async function start(): Promise<BrowserContext> {
    // A process group of its own, so that no helper process outlives the kill.
    const child = spawn(
      await chromiumPath(),
      [...BROWSER_ARGUMENTS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`],
      { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    running = child
    const browser = await chromium.connectOverCDP(await debuggingAddress(child))
    const [context] = browser.contexts()
    if (!context) throw new Error('the browser has no context')
    return context
  }

  async function kill(): Promise<void> {
    const child = running
    running = undefined
    if (!child?.pid) return
    const ended = once(child, 'exit')
    process.kill(-child.pid, 'SIGKILL')
    await ended
  }

  function copy(): KillableBrowser {
    return killableBrowser(folder)
  }

  async function remove(): Promise<void> {
    await kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Chromium says where it can be reached on its error output. */
function debuggingAddress({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(output)?.[1]
      if (found) resolve(found)
    })
    stderr?.once('close', () => reject(new Error(`the browser ended:\n${output}`)))
  })
}

/** The lock of a profile names the process that held it. */
function isNoLock(path: string): boolean {
  return !basename(path).startsWith('Singleton')
}
