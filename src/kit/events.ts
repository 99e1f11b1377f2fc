import { z } from 'zod'

import type { Db, Tx } from './database.ts'
import { uuidv7 } from './ids.ts'
import { defineJob, type Jobs } from './jobs.ts'

/** Something that happened in a module and that others may care about: `post.published`. */
export interface ModuleEvent<Schema extends z.ZodType = z.ZodType> {
  readonly name: string
  /** A new one when the payload changes its meaning; both are emitted until nobody listens to the old. */
  readonly version: number
  readonly schema: Schema
}

/** A handler may be called twice for one event: remember `eventId` with what it did. */
export type EventHandler<Schema extends z.ZodType> = (
  payload: z.output<Schema>,
  about: { eventId: string; signal: AbortSignal },
) => Promise<void>

/** What modules are given to say that something happened. */
export interface Events {
  /** Inside a transaction the event happens only if the transaction commits; then each subscriber is called at least once. */
  emit<Schema extends z.ZodType>(db: Db | Tx, event: ModuleEvent<Schema>, payload: z.input<Schema>): Promise<void>
  /** Does anybody listen? Where not, emitting writes nothing, and needs no transaction. */
  isHeard(event: ModuleEvent): boolean
}

export interface Subscribing {
  /** `name` is the subscriber's own, e.g. `notifications.tell-author`; it stays the same for ever. Before the jobs start. */
  subscribe<Schema extends z.ZodType>(event: ModuleEvent<Schema>, name: string, handler: EventHandler<Schema>): void
}

export function defineEvent<Schema extends z.ZodType>(event: ModuleEvent<Schema>): ModuleEvent<Schema> {
  return event
}

const Envelope = z.object({ eventId: z.uuid(), payload: z.unknown() })

/** Events travel as one job per subscriber, so that each has its own retries and none waits for another. */
export function openEvents(jobs: Jobs): Events & Subscribing {
  const subscribers = new Map<string, ReturnType<typeof jobFor>[]>()
  return {
    subscribe: (event, name, handler) => {
      const job = jobFor(event, name)
      jobs.work(job, ({ eventId, payload }, { signal }) => handler(event.schema.parse(payload), { eventId, signal }), { concurrency: 4 })
      subscribers.set(keyOf(event), [...(subscribers.get(keyOf(event)) ?? []), job])
    },
    emit: async (db, event, payload) => {
      event.schema.parse(payload)
      const eventId = uuidv7()
      for (const job of subscribers.get(keyOf(event)) ?? []) await jobs.send(db, job, { payload: { eventId, payload } })
    },
    isHeard: (event) => subscribers.has(keyOf(event)),
  }
}

function keyOf({ name, version }: ModuleEvent): string {
  return `${name}.v${version}`
}

function jobFor(event: ModuleEvent, subscriber: string) {
  return defineJob({
    name: `${keyOf(event)}/${subscriber}`,
    schema: Envelope,
    retry: { times: 10, delaySeconds: 2, maxDelaySeconds: 3600 },
  })
}
