import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import pg from 'pg'
import type { Db, Schema } from './schema.ts'

const POOL_SIZE = 10
const CONNECT_TIMEOUT_MS = 3000
/** A lock that somebody holds for long is answered with 503, not with silence. */
const LOCK_TIMEOUT_MS = 5000
/** A host that vanished without a word is given up after this. */
const QUERY_TIMEOUT_MS = 30_000
const BIGINT = 20
const NUMERIC = 1700

/**
 * Opens PostgreSQL. `url` may name several hosts, separated by commas; whichever takes writes is used,
 * and looked for anew after a connection is lost.
 */
export function openPostgres(url: string): Db {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: new WritablePool(hostUrls(url)) }) })
}

/** `postgres://u:p@a:1,b:2/db` → one URL for each host. */
export function hostUrls(url: string): string[] {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)([^/?]+)(.*)$/.exec(url)
  if (!parts)
    throw new Error('DATABASE_URL is not postgres://user:password@host[:port][,host[:port]…]/database')
  const [, before, hosts, after] = parts
  return (hosts ?? '').split(',').map((host) => `${before}${host}${after}`)
}

const kept = new Map<string, string>()

/** A statement that is run over and over: each connection has it parsed and planned once. @returns the statement. */
export function keepPrepared(statement: string): string {
  kept.set(statement, `kept_${kept.size}`)
  return statement
}

/** Kysely names no statements; those that are to be kept get their name here. (`never`: any of pg's many ways to call it.) */
class KeepingClient extends pg.Client {
  override query(...parameters: never[]): never {
    const [text, values] = parameters as unknown as [unknown, unknown[]]
    const name = typeof text === 'string' ? kept.get(text) : undefined
    const query = super.query.bind(this) as (...all: unknown[]) => never
    return name === undefined ? query(...parameters) : query({ name, text, values })
  }
}

const ASK_WHETHER_READ_ONLY = `select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only`

/** Sums of integers come as text otherwise, and `0 + '1'` would print 01. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === BIGINT || oid === NUMERIC) return (text: string) => Number(text)
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
  },
}

/** pg knows no list of hosts: this pool asks each whether it is writable and keeps to the first that is. */
class WritablePool implements PostgresPool {
  readonly options = {}
  readonly #urls: readonly string[]
  #pool: pg.Pool | undefined
  #search: Promise<pg.Pool> | undefined

  constructor(urls: readonly string[]) {
    this.#urls = urls
  }

  async connect(): Promise<pg.PoolClient> {
    const pool = this.#pool ?? (await this.#findOnce())
    try {
      return await pool.connect()
    } catch (error) {
      const isMerelyBusy = pool.totalCount >= POOL_SIZE
      if (this.#urls.length === 1 || isMerelyBusy) throw error
      await this.#abandon(pool)
      return (await this.#findOnce()).connect()
    }
  }

  async end(): Promise<void> {
    await this.#pool?.end()
  }

  #findOnce(): Promise<pg.Pool> {
    this.#search ??= this.#findWritable().finally(() => {
      this.#search = undefined
    })
    return this.#search
  }

  async #findWritable(): Promise<pg.Pool> {
    const problems: string[] = []
    for (const url of this.#urls) {
      const pool = this.#open(url)
      try {
        const client = await pool.connect()
        client.release()
        this.#pool = pool
        return pool
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error))
      }
      await pool.end()
    }
    throw new DatabaseUnreachable(`no PostgreSQL host takes writes: ${problems.join('; ')}`)
  }

  #open(url: string): pg.Pool {
    const pool = new pg.Pool({
      connectionString: url,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      types,
      Client: KeepingClient,
      // Of several hosts each new connection asks: the old primary may be back as a standby.
      ...(this.#urls.length > 1 ? { verify: refuseReadOnly } : {}),
    })
    // A connection that breaks, idle or in the middle of a query, must not end the program: the query fails, and the
    // next one finds a host again.
    pool.on('error', () => void this.#abandon(pool))
    pool.on('connect', (client) => client.on('error', () => void this.#abandon(pool)))
    return pool
  }

  async #abandon(pool: pg.Pool): Promise<void> {
    if (this.#pool !== pool) return
    this.#pool = undefined
    await pool.end().catch(() => undefined)
  }
}

function refuseReadOnly(client: pg.PoolClient, done: (error?: Error) => void): void {
  client.query(ASK_WHETHER_READ_ONLY).then(
    ({ rows }) => done(rows[0]?.read_only === false ? undefined : new DatabaseUnreachable('read-only')),
    (error: Error) => done(error),
  )
}

export class DatabaseUnreachable extends Error {}
