import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'
import { vi } from 'vitest'

import { systemClock } from '#kit/clock'
import { approvals } from '#modules/governance'
import { postLinks } from '#modules/links'
import type { Notify } from '#modules/notifications'
import { brandOf } from '#modules/teams'
import type { Publishing } from '#networks/network'
import { noMedia } from '#networks/no-media'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { linksNeeds } from '../links/test-needs.ts'
import type { ContentInput, DeliveryState, Post, When } from './contract.ts'
import { createPost } from './create-post.ts'
import type { DeliveryRow } from './held-delivery.ts'
import type { AccountFacts, WorkerNeeds } from './needs.ts'
import { type PublishingWorker, startPublishing } from './start-publishing.ts'
import { fetchFor, testNetwork } from './test-network.ts'
import { TestServer } from './test-server.ts'
import type { Timing } from './timing.ts'

/** Short enough for tests, long enough for a busy machine. */
export const quick: Timing = { lease: 1500, heartbeat: 300, step: 1000, sweep: 100, stop: 5000, concurrency: 10 }

/** A workspace with two accounts on a network that fails on demand, and workers to send with. */
export class World implements AsyncDisposable {
  readonly server: TestServer
  needs: WorkerNeeds
  readonly accounts: AccountFacts[]
  readonly notices: { key: string; kind: string }[] = []
  readonly events: string[] = []
  /** Ids of the campaigns and labels that there are. */
  readonly campaigns: string[] = []
  readonly labels: string[] = []
  readonly at: TestWorkspace
  readonly #database: TestDatabase
  readonly #workers: PublishingWorker[] = []

  constructor(parts: { database: TestDatabase; server: TestServer; at: TestWorkspace; absence: Publishing['absence'] }) {
    this.#database = parts.database
    this.server = parts.server
    this.at = parts.at
    this.accounts = ['oolong', 'sencha'].map((handle) => ({
      id: randomUUID(),
      brandId: parts.at.brandId,
      network: 'tea',
      handle,
      externalId: handle,
      settings: {},
      limits: {},
      signedOut: false,
    }))
    this.needs = this.#needs(parts.absence)
  }

  get url() {
    return this.#database.url
  }

  get db() {
    return this.#database.db
  }

  /** From now on with other parts: a real network, real accounts. */
  use(parts: Partial<WorkerNeeds>): void {
    this.needs = { ...this.needs, ...parts }
  }

  worker(timing: Partial<Timing> = {}, needs: Partial<WorkerNeeds> = {}): PublishingWorker {
    const worker = startPublishing({ ...this.needs, ...needs }, { ...quick, ...timing })
    this.#workers.push(worker)
    return worker
  }

  create(
    text: string | readonly string[],
    { when = { kind: 'now' }, accounts = 1 }: { when?: When | undefined; accounts?: number } = {},
  ): Promise<Post> {
    return createPost(this.needs, this.at.publisher.call('publishing.create'), {
      brandId: this.at.brandId,
      content: content(...[text].flat()),
      accountIds: this.accounts.slice(0, accounts).map(({ id }) => id),
      when,
    })
  }

  /** The only delivery of a post, or the first. */
  async delivery(post: Post): Promise<DeliveryRow> {
    return this.db
      .selectFrom('publishing.delivery')
      .selectAll()
      .where('post_id', '=', post.id)
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow()
  }

  async until(post: Post, state: DeliveryState, timeout = 12_000): Promise<DeliveryRow> {
    return this.#poll(post, { state, timeout })
  }

  /** The same, without waiting for the pauses between tries. */
  async hurryUntil(post: Post, state: DeliveryState): Promise<DeliveryRow> {
    return this.#poll(post, { state, timeout: 12_000, before: () => this.hurry(post) })
  }

  async attempts(post: Post): Promise<string[]> {
    const { id } = await this.delivery(post)
    const rows = await this.db
      .selectFrom('publishing.attempt')
      .select(['kind', 'step', 'outcome'])
      .where('delivery_id', '=', id)
      .orderBy('started_at')
      .orderBy('id')
      .execute()
    return rows.map(({ kind, step, outcome }) => `${kind} ${step}: ${outcome}`)
  }

  /** As if the post had been due so long ago, by the database's clock. */
  async wasDue(post: Post, minutesAgo: number): Promise<void> {
    const due = sql<Date>`clock_timestamp() - ${minutesAgo} * interval '1 minute'`
    await this.db.updateTable('publishing.delivery').set({ due_at: due, next_try_at: due }).where('post_id', '=', post.id).execute()
  }

  /** As if everything had stood still for so many days: every time in the rows lies further back. */
  async daysLater(days: number): Promise<void> {
    const back = (column: string) => sql<Date>`${sql.ref(column)} - ${days} * interval '1 day'`
    await this.db
      .updateTable('publishing.delivery')
      .set({
        due_at: back('due_at'),
        next_try_at: back('next_try_at'),
        unclear_since: back('unclear_since'),
        lease_until: back('lease_until'),
      })
      .execute()
  }

  /** Whatever pause was chosen, the next try is now. */
  async hurry(post: Post): Promise<void> {
    await this.db
      .updateTable('publishing.delivery')
      .set({ next_try_at: sql<Date>`clock_timestamp()` })
      .where('post_id', '=', post.id)
      .where('next_try_at', 'is not', null)
      .execute()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()))
    await this.server[Symbol.asyncDispose]()
    await this.#database[Symbol.asyncDispose]()
  }

  #poll(post: Post, wanted: { state: DeliveryState; timeout: number; before?: () => Promise<void> }): Promise<DeliveryRow> {
    const look = async () => {
      await wanted.before?.()
      const delivery = await this.delivery(post)
      if (delivery.state !== wanted.state)
        throw new Error(`The delivery is ${delivery.state}, not ${wanted.state}: ${JSON.stringify(delivery.reason)}`)
      return delivery
    }
    return vi.waitFor(look, { timeout: wanted.timeout, interval: wanted.before ? 100 : 30 })
  }

  #needs(absence: Publishing['absence']): WorkerNeeds {
    const tea = testNetwork(this.server, absence)
    const accountOf = (id: string) => this.accounts.find((account) => account.id === id)
    const notify: Notify = async (_, { key, kind }) => {
      if (!this.notices.some((notice) => notice.key === key)) this.notices.push({ key, kind })
    }
    return {
      db: this.db,
      network: (id) => (id === 'tea' ? tea : undefined),
      accounts: {
        find: async (_, { ids }) => this.accounts.filter(({ id }) => ids.includes(id)),
        names: async (_, { ids }) => this.accounts.filter(({ id }) => ids.includes(id)),
        connected: async () => this.accounts.map(({ id, network }) => ({ workspaceId: this.at.workspaceId, id, network })),
        withAccess: async ({ accountId }, work) =>
          work({ externalId: accountOf(accountId)?.externalId ?? '', settings: {}, limits: {}, secret: 'x' }),
      },
      media: {
        find: async () => [],
        forNetwork: () => noMedia,
        prepare: async () => undefined,
      },
      brand: brandOf,
      known: async (_, { campaignId, labelIds }) => ({
        campaignId: this.campaigns.find((id) => id === campaignId) ?? null,
        labelIds: labelIds.filter((id) => this.labels.includes(id)),
      }),
      links: postLinks(linksNeeds(this.db)),
      approvals: approvals({ clock: systemClock, notify }),
      jobs: { send: async () => undefined },
      environment: () => ({ fetch: fetchFor(this.server), options: {}, now: () => Temporal.Now.instant() }),
      notify,
      events: { emit: async (_, { name }) => void this.events.push(name), isHeard: () => true },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    }
  }
}

export async function world(absence: Publishing['absence']): Promise<World> {
  const database = await testDatabase()
  const at = await testWorkspace(database.db)
  const server = await new TestServer({ keepsKeys: absence.proof === 'token' }).start()
  return new World({ database, server, at, absence })
}

export function content(...texts: string[]): ContentInput {
  return { parts: texts.map((text) => ({ text, media: [] })), languages: ['en'], variants: {} }
}

/** A promise and the way to keep it. */
export function gate(): { promise: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { promise, open: resolve }
}
