import { join } from 'node:path'
import { fillEmptyDatabase } from '../databases/empty-database.ts'
import { startLoadGenerator } from '../generator/start-load-generator.ts'
import type { RatingChoices } from '../generator/varied-rating.ts'
import type { Goal } from '../goals.ts'
import { memoryMb } from '../process-usage.ts'
import { median } from '../quantile.ts'
import { say } from '../say.ts'
import { startProgram } from '../servers/start-program.ts'
import { textTable } from '../text-table.ts'
import type { Workbench } from '../workbench.ts'
import { requestPages } from './page-requests.ts'
import { sessionCookie } from './session-cookie.ts'

const MOST_START_MS = 1200
const MOST_MEMORY_MB = 200
const LOADED_CONNECTIONS = 64
const PAGE_VISITS = 20

/** (d): how long until the built program listens, and the memory it takes. */
export async function measureStartAndMemory(bench: Workbench) {
  say('start and memory')
  const firstStart = await startOnce(bench, await bench.createDatabase('sqlite', 'first-start'))
  const url = await bench.createDatabase('sqlite', 'start')
  const choices = await fillEmptyDatabase(url)
  const starts = []
  for (let start = 0; start < bench.options.starts; start++) starts.push(await startOnce(bench, url))
  const largest = Math.max(...bench.options.sizes)
  return {
    firstStartMs: firstStart.readyMs,
    startsMs: starts.map(({ readyMs }) => readyMs),
    idleMb: median(starts.map(({ idleMb }) => idleMb)),
    underLoad: await memoryUnderLoad(bench, url, choices),
    afterPages: { responses: largest, ...(await memoryAfterPages(bench, largest)) },
  }
}

export type StartReport = Awaited<ReturnType<typeof measureStartAndMemory>>

async function startOnce(bench: Workbench, url: string): Promise<{ readyMs: number; idleMb: number }> {
  const server = await startProgram(bench, url)
  const { now } = memoryMb(server.pid)
  await server.stop()
  return { readyMs: server.readyMs, idleMb: now }
}

interface Memory {
  now: number
  most: number
}

async function memoryUnderLoad(bench: Workbench, url: string, choices: RatingChoices): Promise<Memory> {
  const server = await startProgram(bench, url)
  const generator = startLoadGenerator()
  try {
    const { refused } = await generator.run({
      url: server.url,
      way: 'flow',
      connections: LOADED_CONNECTIONS,
      warmUpMs: bench.options.warmUpMs,
      measureMs: bench.options.measureMs,
      choices,
      seed: 1,
      serverPid: server.pid,
      databasePid: null,
      acknowledgedFile: join(bench.folder, 'acknowledged-start.txt'),
    })
    if (refused > 0) throw new Error(`${refused} ratings were refused under load`)
    return memoryMb(server.pid)
  } finally {
    generator.stop()
    await server.stop()
  }
}

async function memoryAfterPages(bench: Workbench, size: number): Promise<Memory> {
  const { url } = await bench.simulated('sqlite', size)
  const server = await startProgram(bench, url)
  try {
    await requestPages([{ size, server, cookie: await sessionCookie(url) }], PAGE_VISITS)
    return memoryMb(server.pid)
  } finally {
    await server.stop()
  }
}

export function startText({ firstStartMs, startsMs, idleMb, underLoad, afterPages }: StartReport): string {
  return textTable(
    ['', '', ''],
    [
      ['start to listening, median', median(startsMs), 'ms'],
      ['start to listening, longest', Math.max(...startsMs), 'ms'],
      ['first start, with an empty database', firstStartMs, 'ms'],
      ['memory idle', idleMb, 'MB'],
      [`memory under load, ${LOADED_CONNECTIONS} connections, the most`, underLoad.most, 'MB'],
      [
        `memory with ${afterPages.responses.toLocaleString('en')} responses, pages seen, the most`,
        afterPages.most,
        'MB',
      ],
    ],
  )
}

export function startGoals({ startsMs, idleMb, underLoad, afterPages }: StartReport): Goal[] {
  const memory = { part: 'd', atMost: MOST_MEMORY_MB, unit: 'MB' }
  return [
    { part: 'd', what: 'start to listening', atMost: MOST_START_MS, unit: 'ms', measured: median(startsMs) },
    { ...memory, what: 'memory idle', measured: idleMb },
    { ...memory, what: 'memory under load', measured: underLoad.most },
    {
      ...memory,
      what: `memory with ${afterPages.responses.toLocaleString('en')} responses`,
      measured: afterPages.most,
    },
  ]
}
