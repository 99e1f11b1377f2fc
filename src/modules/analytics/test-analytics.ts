import { randomUUID } from 'node:crypto'

import { testClock } from '#kit/clock'
import { mentionsByDay } from '#modules/inbox'
import { clicksOfDeliveries, touchedConversions } from '#modules/links'
import type { Insights, InsightMetric, Network, PostType } from '#networks/network'

import { testNetwork } from '../publishing/test-network.ts'
import { world, type World } from '../publishing/test-world.ts'
import type { Filter, Rate } from './contract.ts'
import { makeFactMonths } from './facts/fact-months.ts'
import { type HeldProfile, holdProfile } from './facts/hold-profile.ts'
import { keepPosts } from './facts/keep-posts.ts'
import { keepProfile } from './facts/keep-profile.ts'
import { sourceIds } from './facts/source-ids.ts'
import type { AnalyticsNeeds } from './needs.ts'
import { syncPosts } from './posts/sync-posts.ts'
import { rememberAccounts } from './reading/read-due.ts'

export type Told = Partial<Record<InsightMetric, number>>

export const usual = { filter: {} satisfies Filter, rate: { base: 'reach', average: 'sums' } satisfies Rate } as const

/** What tea tells: days of a profile by the clock of Los Angeles, and posts. */
export const teaInsights: Insights = {
  profile: {
    sources: (['followers', 'followersGained', 'followersLost', 'reach', 'profileViews', 'reactions'] as const).map((metric) => ({
      metric,
      source: `tea_${metric}`,
    })),
    zone: 'America/Los_Angeles',
    backDays: 90,
    settleDays: 2,
    everyHours: 6,
    read: async () => ({ ok: true, value: { figures: [] } }),
  },
  posts: {
    sources: (['impressions', 'reach', 'reactions', 'comments', 'shares'] as const).map((metric) => ({
      metric,
      source: `tea_post_${metric}`,
    })),
    atOnce: 10,
    read: async () => ({ ok: true, value: { posts: [] } }),
  },
}

/** What milk tells: posts alone, and not how many people they reached. */
export const milkInsights: Insights = {
  posts: {
    sources: (['impressions', 'reactions', 'comments'] as const).map((metric) => ({ metric, source: `milk_${metric}` })),
    atOnce: 10,
    read: async () => ({ ok: true, value: { posts: [] } }),
  },
}

/** A brand in Taipei with an account on each of two networks, and posts whose numbers a test tells. */
export class AnalyticsWorld implements AsyncDisposable {
  readonly here: World
  readonly clock = testClock('2026-03-20T04:00:00Z')
  needs: AnalyticsNeeds
  readonly insights: Record<string, Insights> = { tea: teaInsights, milk: milkInsights }
  readonly sent: { name: string; payload: unknown }[] = []

  constructor(here: World) {
    this.here = here
    const [, milk] = here.accounts
    if (milk) here.accounts[1] = { ...milk, network: 'milk' }
    const tea = testNetwork(here.server, { proof: 'token' })
    const network = (id: string): Network | undefined => {
      const insights = this.insights[id]
      return insights && { ...tea, id, insights }
    }
    const environment = here.needs.environment
    here.use({ network, environment: (of) => ({ ...environment(of), now: () => this.clock.now() }) })
    this.needs = {
      db: here.db,
      clock: this.clock,
      jobs: { send: async (_, { name }, { payload }) => void this.sent.push({ name, payload }) },
      log: here.needs.log,
      publishing: here.needs,
      mentionsByDay,
      clicksOfDeliveries,
      touchedConversions,
    }
  }

  get db() {
    return this.here.db
  }

  get ids() {
    return { workspaceId: this.here.at.workspaceId, brandId: this.here.at.brandId }
  }

  /** The account on tea is the first. */
  account(index = 0): string {
    return this.here.accounts[index]?.id ?? ''
  }

  async hold<Value>(index: number, work: (tx: Parameters<typeof holdProfile>[0], profile: HeldProfile) => Promise<Value>): Promise<Value> {
    return this.db.transaction().execute(async (tx) => {
      const profile = await holdProfile(tx, { workspaceId: this.ids.workspaceId, accountId: this.account(index) })
      if (!profile) throw new Error('The account is not measured.')
      return work(tx, profile)
    })
  }

  /** Posts that stand on an account from then on. */
  async post(
    externalId: string,
    {
      at,
      on = 0,
      type = 'text',
      campaignId = null,
      labelIds = [],
    }: { at: string; on?: number; type?: PostType; campaignId?: string | null; labelIds?: readonly string[] },
  ): Promise<void> {
    const own = { postId: randomUUID(), deliveryId: randomUUID(), thumbMediaId: null, campaignId, labelIds }
    const standing = {
      accountId: this.account(on),
      externalId,
      url: 'https://tea.example/p',
      firstLine: externalId,
      type,
      publishedAt: new Date(at),
      gone: false,
      own,
    }
    await this.hold(on, (tx, profile) => syncPosts(tx, { profile, standing: [standing], now: this.#now() }))
  }

  async subject(externalId: string): Promise<number> {
    const row = await this.db.selectFrom('analytics.post').select('subject').where('external_id', '=', externalId).executeTakeFirstOrThrow()
    return row.subject
  }

  /** The network says this of posts, as of then. */
  async tell(at: string, told: Readonly<Record<string, Told>>, on = 0): Promise<number> {
    const instant = Date.parse(at)
    const readings = await Promise.all(
      Object.entries(told).map(async ([externalId, figures]) => ({
        subject: await this.subject(externalId),
        at: instant,
        fetchedAt: instant,
        figures: figuresOf(figures),
      })),
    )
    await makeFactMonths(this.db, [instant])
    const network = this.here.accounts[on]?.network ?? ''
    return this.hold(on, async (tx, profile) => {
      const sources = await sourceIds(tx, { network, of: 'post', sources: this.insights[network]?.posts?.sources ?? [] })
      return keepPosts(tx, { profile, timeZone: 'Asia/Taipei', sources, readings, now: instant })
    })
  }

  /** The network says this of days of the profile, on tea unless said otherwise, and of `now`. */
  async tellDays(at: string, days: Readonly<Record<string, Told>>, on = 0): Promise<number> {
    const instant = Date.parse(at)
    await makeFactMonths(this.db, [instant, ...Object.keys(days).flatMap((day) => (day === 'now' ? [] : [Date.parse(day)]))])
    const network = this.here.accounts[on]?.network ?? ''
    return this.hold(on, async (tx, profile) => {
      const sources = await sourceIds(tx, {
        network,
        of: 'profile',
        sources: this.insights[network]?.profile?.sources ?? [],
        zone: 'America/Los_Angeles',
      })
      const figures = Object.entries(days).flatMap(([day, told]) =>
        figuresOf(told).map((figure) => ({ ...figure, ...(day === 'now' ? {} : { day: Temporal.PlainDate.from(day) }) })),
      )
      return keepProfile(tx, { profile, timeZone: 'Asia/Taipei', networkZone: 'America/Los_Angeles', sources, figures, at: instant })
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.here[Symbol.asyncDispose]()
  }

  #now(): Date {
    return new Date(this.clock.now().epochMilliseconds)
  }
}

export async function analyticsWorld(): Promise<AnalyticsWorld> {
  const at = new AnalyticsWorld(await world({ proof: 'token' }))
  await rememberAccounts(at.needs, await at.needs.publishing.accounts.connected(at.db))
  return at
}

function figuresOf(told: Told): { metric: InsightMetric; value: number }[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record by metric
  return (Object.entries(told) as [InsightMetric, number][]).map(([metric, value]) => ({ metric, value }))
}
