import type { Dialect } from '../../../db/connect.ts'
import { addDays } from '../../../server/statistics/civil-date.ts'
import { fillUnitHistory, historyPeriod, type Shape } from '../databases/unit-history-database.ts'
import { Connection } from '../generator/connection.ts'
import { getRequest } from '../generator/http-request.ts'
import type { Goal } from '../goals.ts'
import { quantile } from '../quantile.ts'
import { say } from '../say.ts'
import { startProgram } from '../servers/start-program.ts'
import type { BenchServer } from '../servers/start-server.ts'
import { textTable } from '../text-table.ts'
import type { Workbench } from '../workbench.ts'
import { sessionCookie } from './session-cookie.ts'

const MOST_AGAINST_FLAT = 1.5
const WARM_UP = 10
const SHAPES = ['flat', 'dated'] as const satisfies readonly Shape[]

/** (h): the same ten years of answers of 200 units, once without any history and once with a tree that changed yearly. */
export async function measureUnitHistory(bench: Workbench, dialect: Dialect) {
  const visits: Visit[] = []
  const servers: BenchServer[] = []
  try {
    for (const shape of SHAPES) {
      const url = await bench.createDatabase(dialect, `units-${shape}`)
      const units = await fillUnitHistory(url, shape)
      say(`${dialect}: ${units} units, ${shape}`)
      const server = await startProgram(bench, url)
      servers.push(server)
      visits.push({
        shape,
        units,
        cookie: await sessionCookie(url),
        connection: await Connection.open(server.url),
      })
    }
    const figures = []
    for (const [name, path] of Object.entries(PAGES))
      figures.push(...(await requestInTurn(name, path, { visits, requests: bench.options.pageRequests })))
    return { dialect, figures }
  } finally {
    for (const { connection } of visits) connection.close()
    for (const server of servers) await server.stop()
  }
}

export type UnitHistoryReport = Awaited<ReturnType<typeof measureUnitHistory>>

interface Visit {
  shape: Shape
  units: number
  cookie: string
  connection: Connection
}

/** Each of another month than the request before, so that nothing that is kept in memory answers it. */
const PAGES: Record<string, (request: number) => string> = {
  'as it is now, ten years': (n) => dashboard('now', n),
  'as it was, ten years': (n) => dashboard('then', n),
  'as it is now, one unit': (n) => `${dashboard('now', n)}&unit=bench-province`,
}

function dashboard(units: string, request: number): string {
  const { from, until } = historyPeriod()
  return `/dashboard?${new URLSearchParams({ units, from: addDays(from, request), to: addDays(until, -1) })}`
}

/** @throws on any answer but 200. */
async function requestInTurn(
  page: string,
  path: (request: number) => string,
  { visits, requests }: { visits: readonly Visit[]; requests: number },
) {
  const times = new Map<Shape, number[]>(visits.map(({ shape }) => [shape, []]))
  for (let request = 0; request < WARM_UP + requests; request++) {
    for (const { shape, cookie, connection } of visits) {
      const start = performance.now()
      const { status } = await connection.send(getRequest(path(request), cookie))
      if (status !== 200) throw new Error(`${path(request)} answered ${status}`)
      if (request >= WARM_UP) times.get(shape)?.push(performance.now() - start)
    }
  }
  return visits.map(({ shape, units }) => {
    const sorted = (times.get(shape) ?? []).toSorted((a, b) => a - b)
    return { page, shape, units, p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) }
  })
}

export function unitHistoryText({ figures }: UnitHistoryReport): string {
  return textTable(
    ['dashboard', 'tree', 'units ever', 'p50 ms', 'p95 ms'],
    figures.map((one) => [one.page, one.shape, one.units, one.p50Ms, one.p95Ms]),
  )
}

export function unitHistoryGoals({ dialect, figures }: UnitHistoryReport): Goal[] {
  const p95 = (page: string, shape: Shape) =>
    figures.find((one) => one.page === page && one.shape === shape)?.p95Ms ?? Number.NaN
  return Object.keys(PAGES).map((page) => ({
    part: 'h',
    what: `dashboard ${page} on ${dialect}: p95 with a history of units against none`,
    atMost: MOST_AGAINST_FLAT,
    unit: '×',
    measured: p95(page, 'dated') / p95(page, 'flat'),
  }))
}
