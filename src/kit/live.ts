import { type RawBuilder, sql } from 'kysely'
import type { Client, ClientConfig } from 'pg'
import { z } from 'zod'

import type { Db, Tx } from './database.ts'

/** Something changed: whoever shows one of these topics loads it again. `*` means everything, as after a lost connection. */
export interface LiveEvent {
  readonly topics: readonly string[]
}

export interface Live {
  /** What is announced to one receiver (a workspace), until the signal is aborted. */
  subscribe(to: string, signal: AbortSignal): AsyncIterableIterator<LiveEvent>
  close(): Promise<void>
}

export interface LiveConfig {
  /** As for `openDatabase`. */
  readonly connection: string | ClientConfig
  /** The connection broke or could not be made; it is tried again. For the log. */
  readonly onConnectionLost?: (error: Error) => void
}

const channel = 'hearth_live'
/** PostgreSQL takes notifications of less than 8000 bytes. */
const maxNotification = 7900
const Notification = z.object({ to: z.string(), topics: z.array(z.string()) })

/** Tells everyone who subscribed to `to`, in every process, when the transaction commits. */
export async function announce(db: Db | Tx, news: News): Promise<void> {
  if (news.topics.length > 0) await sql`SELECT ${announcement(news)}`.execute(db)
}

interface News {
  readonly to: string
  readonly topics: readonly string[]
}

/** The same, as part of a statement that has something else to do. */
export function announcement({ to, topics }: News): RawBuilder<unknown> {
  const message = JSON.stringify({ to, topics })
  const fits = Buffer.byteLength(message) <= maxNotification
  return sql`pg_notify(${channel}, ${fits ? message : JSON.stringify({ to, topics: ['*'] })})`
}

/** One connection per process listens for all of its subscribers. */
export async function openLive(config: LiveConfig): Promise<Live> {
  const subscribers = new Map<string, Set<Subscriber>>()
  const listener = new Listener(config, {
    onMessage: (text) => {
      const { to, topics } = Notification.parse(JSON.parse(text))
      for (const subscriber of subscribers.get(to) ?? []) subscriber.tell(topics)
    },
    onReconnected: () => {
      for (const group of subscribers.values()) for (const subscriber of group) subscriber.tell(['*'])
    },
  })
  try {
    await listener.connect()
  } catch (error) {
    await listener.close()
    throw error
  }
  return {
    subscribe: (to, signal) => {
      const group = subscribers.get(to) ?? new Set()
      const subscriber = new Subscriber(() => {
        group.delete(subscriber)
        if (group.size === 0 && subscribers.get(to) === group) subscribers.delete(to)
      })
      subscribers.set(to, group.add(subscriber))
      if (signal.aborted) subscriber.end()
      else signal.addEventListener('abort', () => subscriber.end(), { once: true })
      return subscriber
    },
    close: async () => {
      for (const group of subscribers.values()) for (const subscriber of group) subscriber.end()
      await listener.close()
    },
  }
}

/** Keeps what its reader has not fetched yet as one event, so that a slow reader costs no memory. */
class Subscriber implements AsyncIterableIterator<LiveEvent> {
  readonly #pending = new Set<string>()
  readonly #onEnd: () => void
  #ended = false
  #wake: (() => void) | undefined

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
  }

  [Symbol.asyncIterator]() {
    return this
  }

  tell(topics: readonly string[]) {
    for (const topic of topics) this.#pending.add(topic)
    this.#wake?.()
  }

  end() {
    this.#ended = true
    this.#onEnd()
    this.#wake?.()
  }

  async next(): Promise<IteratorResult<LiveEvent>> {
    while (!this.#ended && this.#pending.size === 0) await new Promise<void>((resolve) => (this.#wake = resolve))
    if (this.#ended) return { done: true, value: undefined }
    const topics = this.#pending.has('*') ? ['*'] : [...this.#pending]
    this.#pending.clear()
    return { done: false, value: { topics } }
  }

  async return(): Promise<IteratorResult<LiveEvent>> {
    this.end()
    return { done: true, value: undefined }
  }
}

const longestPauseMs = 10_000
const checkEveryMs = 30_000

/** A connection that listens, is checked now and then, and comes back after it was lost. */
class Listener {
  readonly #config: LiveConfig
  readonly #on: { onMessage: (text: string) => void; onReconnected: () => void }
  #client: Client | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false
  #failures = 0

  constructor(config: LiveConfig, on: { onMessage: (text: string) => void; onReconnected: () => void }) {
    this.#config = config
    this.#on = on
  }

  async connect(): Promise<void> {
    const { Client } = await import('pg')
    const connection = typeof this.#config.connection === 'string' ? { connectionString: this.#config.connection } : this.#config.connection
    const client = new Client({
      ...connection,
      application_name: 'hearth-live',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    })
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, new Error('The connection ended.')))
    client.on('notification', ({ payload }) => this.#on.onMessage(payload ?? ''))
    this.#client = client
    await client.connect()
    await client.query(`LISTEN ${channel}`)
    if (this.#closed) return client.end()
    this.#failures = 0
    this.#timer = setInterval(() => this.#check(client), checkEveryMs).unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#client?.end().catch(() => undefined)
  }

  /** A connection can be dead without saying so. */
  #check(client: Client) {
    client.query('SELECT 1').catch((error: Error) => this.#lost(client, error))
  }

  #lost(client: Client, error: Error) {
    if (this.#closed || this.#client !== client) return
    this.#client = undefined
    clearTimeout(this.#timer)
    client.end().catch(() => undefined)
    this.#config.onConnectionLost?.(error)
    const pause = Math.min(100 * 2 ** this.#failures, longestPauseMs)
    this.#failures += 1
    this.#timer = setTimeout(() => {
      this.connect().then(this.#on.onReconnected, (failure: Error) => this.#lostAgain(failure))
    }, pause)
  }

  #lostAgain(error: Error) {
    if (this.#client) this.#lost(this.#client, error)
  }
}
