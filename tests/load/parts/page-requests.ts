import { Connection } from '../generator/connection.ts'
import { getRequest } from '../generator/http-request.ts'
import { quantile } from '../quantile.ts'
import type { BenchServer } from '../servers/start-server.ts'
import { measuredPages } from './measured-pages.ts'

const WARM_UP = 10

export interface SizedServer {
  size: number
  server: BenchServer
}

export interface PageFigures {
  page: string
  size: number
  /** The very first request to a program that has just started. */
  firstMs: number
  p50Ms: number
  p95Ms: number
  /** Of one answer, compressed as a browser asks for. */
  bytes: number
}

/** Asks every server for every page in turn, over and over, one request at a time. @throws on any answer but 200. */
export async function requestPages(
  servers: readonly SizedServer[],
  requests: number,
): Promise<PageFigures[]> {
  const visits = await Promise.all(
    servers.map(async ({ size, server }) => ({ size, connection: await Connection.open(server.url) })),
  )
  const measured = measuredPages().flatMap((page) =>
    visits.map((visit) => ({ page, ...visit, timesMs: [] as number[], bytes: 0 })),
  )
  for (let request = 0; request < WARM_UP + requests; request++) {
    for (const one of measured) {
      const path = one.page.path(request)
      const start = performance.now()
      const { status, bytes } = await one.connection.send(getRequest(path))
      one.timesMs.push(performance.now() - start)
      one.bytes = bytes
      if (status !== 200) throw new Error(`${path} answered ${status}`)
    }
  }
  for (const { connection } of visits) connection.close()
  return measured.map(({ page, size, timesMs, bytes }) => {
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
