import { createServer, type RequestListener, type Server } from 'node:http'

/** A phone on a bad network sends its 16 KiB in far less; whoever is slower holds a connection for nothing. */
const PATIENCE: Patience = { headersMs: 15_000, requestMs: 30_000, checkedEveryMs: 5_000 }
const MOST_CONNECTIONS = 2000

export interface Patience {
  headersMs: number
  requestMs: number
  /** Slow connections are looked for this often, so they last up to this much longer. */
  checkedEveryMs: number
}

/** The server that the app runs in: it answers 408 to a request that is too slow, and takes so many at once. */
export function createHttpServer(app: RequestListener, patience: Patience = PATIENCE): Server {
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.checkedEveryMs,
    },
    app,
  )
  server.maxConnections = MOST_CONNECTIONS
  return server
}
