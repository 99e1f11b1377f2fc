import { Kysely, PostgresDialect } from 'kysely'
import { Pool, type PoolConfig, TypeOverrides, types } from 'pg'

import type { Db } from '#kit/database'

export interface DatabaseConfig {
  /** A DATABASE_URL, or what `startEmbedded` answered as `connection`. */
  connection: string | PoolConfig
  /** The most connections at once; 10 unless given. */
  connections?: number
  /** Shown in pg_stat_activity. */
  name?: string
  /** A connection broke, as when the database restarts. The pool replaces it; this is for the log. */
  onConnectionLost?: (error: Error) => void
}

export interface OpenDatabase extends AsyncDisposable {
  db: Db
  pool: Pool
  close(): Promise<void>
}

/** bigint arrives as number, date as its text (a calendar day has no time zone), timestamptz as Date. */
export function openDatabase(config: DatabaseConfig): OpenDatabase {
  const connection = typeof config.connection === 'string' ? { connectionString: config.connection } : config.connection
  const pool = new Pool({
    ...connection,
    max: config.connections ?? 10,
    application_name: config.name ?? 'hearth',
    types: ourParsers(),
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    // Each is a process of the database with several MiB of its own; a new one takes some milliseconds.
    idleTimeoutMillis: 3000,
  })
  // Without listeners the end of a connection ends the process: the pool hears of idle ones, a client alone of its own while it is lent.
  pool.on('connect', (client) => client.on('error', (error) => config.onConnectionLost?.(error)))
  pool.on('error', () => undefined)
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => (closed ??= db.destroy())
  return { db, pool, close, [Symbol.asyncDispose]: close }
}

/** Of this pool alone: the libraries that bring their own keep pg's usual answers. */
function ourParsers(): TypeOverrides {
  const parsers = new TypeOverrides()
  parsers.setTypeParser(types.builtins.INT8, safeInteger)
  parsers.setTypeParser(types.builtins.DATE, (text) => text)
  return parsers
}

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number))
    throw new RangeError(`The database answered ${text}, which a number cannot hold exactly. Cast such a column to text.`)
  return number
}
