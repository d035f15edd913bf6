import type { Dialect } from '../../../db/connect.ts'
import type { Goal } from '../goals.ts'
import { memoryMb } from '../process-usage.ts'
import { say } from '../say.ts'
import { startProgram } from '../servers/start-program.ts'
import { textTable } from '../text-table.ts'
import type { Workbench } from '../workbench.ts'
import { measuredPages } from './measured-pages.ts'
import { requestPages, type SizedServer } from './page-requests.ts'
import { sessionCookie } from './session-cookie.ts'

/** The growth that the goal speaks of. */
const SMALLER = 1_000_000
const LARGER = 10_000_000
const MOST_GROWTH = 1.5

/** (b): the same pages over the same units and months, with ever more responses behind them. */
export async function measurePages(bench: Workbench, dialect: Dialect, sizes: readonly number[]) {
  const databases = []
  for (const size of sizes) databases.push(await bench.simulated(dialect, size))
  say(`${dialect}: pages`)
  const servers: SizedServer[] = []
  try {
    for (const { size, url } of databases) {
      servers.push({ size, server: await startProgram(bench, url), cookie: await sessionCookie(url) })
    }
    const figures = await requestPages(servers, bench.options.pageRequests)
    const memory = servers.map(({ size, server }) => ({ size, mb: memoryMb(server.pid).most }))
    return { dialect, databases: databases.map(({ url: _, ...rest }) => rest), figures, memory }
  } finally {
    for (const { server } of servers) await server.stop()
  }
}

export type PagesReport = Awaited<ReturnType<typeof measurePages>>

export function pagesText({ databases, figures, memory }: PagesReport): string {
  const pages = textTable(
    ['page', 'responses', 'first ms', 'p50 ms', 'p95 ms', 'bytes'],
    figures.map((one) => [one.page, one.size, one.firstMs, one.p50Ms, one.p95Ms, one.bytes]),
  )
  const made = textTable(
    ['responses', 'simulated per second', 'memory after the pages, MB'],
    databases.map(({ size, responsesPerSecond }) => [
      size,
      Math.round(responsesPerSecond),
      Math.round(memory.find((one) => one.size === size)?.mb ?? Number.NaN),
    ]),
  )
  return `${pages}\n\n${made}`
}

export function pagesGoals(part: string, { databases, figures }: PagesReport): Goal[] {
  const largest = Math.max(...databases.map(({ size }) => size))
  const p95 = (page: string, size: number) =>
    figures.find((one) => one.page === page && one.size === size)?.p95Ms ?? null
  return measuredPages().flatMap(({ name, mostMs }): Goal[] => [
    {
      part,
      what: `${name}: p95 at ${largest.toLocaleString('en')} responses`,
      atMost: mostMs,
      unit: 'ms',
      measured: p95(name, largest),
    },
    {
      part,
      what: `${name}: p95 at 10 million against 1 million`,
      atMost: MOST_GROWTH,
      unit: '×',
      measured: quotient(p95(name, LARGER), p95(name, SMALLER)),
    },
  ])
}

function quotient(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a / b
}
