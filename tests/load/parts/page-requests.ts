import { Connection } from '../generator/connection.ts'
import { getRequest } from '../generator/http-request.ts'
import { quantile } from '../quantile.ts'
import type { BenchServer } from '../servers/start-server.ts'
import { type MeasuredPage, measuredPages } from './measured-pages.ts'

const WARM_UP = 10

export interface SizedServer {
  size: number
  server: BenchServer
}

export interface PageFigures {
  page: MeasuredPage['name']
  size: number
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
  const pages = measuredPages()
  const visits = await Promise.all(
    servers.map(async ({ size, server }) => ({ size, connection: await Connection.open(server.url) })),
  )
  const measured = pages.flatMap((page) =>
    visits.map(({ size, connection }) => ({ page, size, connection, timesMs: [] as number[], bytes: 0 })),
  )
  for (let request = -WARM_UP; request < requests; request++) {
    for (const one of measured) {
      const start = performance.now()
      const { status, bytes } = await one.connection.send(getRequest(one.page.path))
      if (status !== 200) throw new Error(`${one.page.path} answered ${status}`)
      one.bytes = bytes
      if (request >= 0) one.timesMs.push(performance.now() - start)
    }
  }
  for (const { connection } of visits) connection.close()
  return measured.map(({ page, size, timesMs, bytes }) => {
    const sorted = timesMs.toSorted((a, b) => a - b)
    return { page: page.name, size, p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95), bytes }
  })
}
