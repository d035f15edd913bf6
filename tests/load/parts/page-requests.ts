import { Connection } from '../generator/connection.ts'
import { getRequest } from '../generator/http-request.ts'
import { quantile } from '../quantile.ts'
import type { BenchServer } from '../servers/start-server.ts'
import { type MeasuredPage, measuredPages } from './measured-pages.ts'

const WARM_UP = 10

export interface SizedServer {
  size: number
  server: BenchServer
  /** Of an official who is signed in there. */
  cookie: string
}

export interface PageFigures {
  page: string
  size: number
  /** The first request for it; for the first page, to a program that has just started. */
  firstMs: number
  p50Ms: number
  p95Ms: number
  /** Of one answer, compressed as a browser asks for. */
  bytes: number
}

/** Asks the servers for a page in turn, over and over, one request at a time; then for the next page. */
export async function requestPages(
  servers: readonly SizedServer[],
  requests: number,
): Promise<PageFigures[]> {
  const visitors = await Promise.all(
    servers.map(async ({ size, server, cookie }) => ({
      size,
      cookie,
      connection: await Connection.open(server.url),
    })),
  )
  const figures: PageFigures[] = []
  for (const page of measuredPages()) figures.push(...(await requestPage(page, visitors, requests)))
  for (const { connection } of visitors) connection.close()
  return figures
}

interface Visitor {
  size: number
  cookie: string
  connection: Connection
}

/** @throws on any answer but 200. */
async function requestPage(
  page: MeasuredPage,
  visitors: readonly Visitor[],
  requests: number,
): Promise<PageFigures[]> {
  const visits = visitors.map((visitor) => ({ ...visitor, timesMs: [] as number[], bytes: 0 }))
  for (let request = 0; request < WARM_UP + requests; request++) {
    for (const visit of visits) {
      const path = page.path(request)
      const start = performance.now()
      const { status, bytes } = await visit.connection.send(getRequest(path, visit.cookie))
      visit.timesMs.push(performance.now() - start)
      visit.bytes = bytes
      if (status !== 200) throw new Error(`${path} answered ${status}`)
    }
  }
  return visits.map(({ size, timesMs, bytes }) => {
    const [firstMs = Number.NaN] = timesMs
    const sorted = timesMs.slice(WARM_UP).toSorted((a, b) => a - b)
    return {
      page: page.name,
      size,
      firstMs,
      p50Ms: quantile(sorted, 0.5),
      p95Ms: quantile(sorted, 0.95),
      bytes,
    }
  })
}
