import { randomUUID } from 'node:crypto'

import type { OpenDatabase } from '#database/open'
import { networks } from '#networks'

import { sourceIds, type SourceIds } from '../../src/modules/analytics/facts/source-ids.ts'
import type { Scale } from './scale.ts'

export interface BenchAccount {
  readonly id: string
  readonly subject: number
  readonly network: string
  /** What its network tells, by what numbers facts name where it comes from. */
  readonly ofPosts: SourceIds
  readonly ofDays: SourceIds
}

export interface BenchPost {
  readonly id: string
  readonly subject: number
  readonly account: BenchAccount
  readonly type: string
  /** In milliseconds since 1970. */
  readonly publishedAt: number
  readonly campaign: string | undefined
  readonly labels: readonly string[]
}

export interface BenchWorld {
  readonly workspaceId: string
  readonly brandId: string
  readonly accounts: readonly BenchAccount[]
  readonly posts: readonly BenchPost[]
  readonly campaigns: readonly string[]
  readonly labels: readonly string[]
  readonly now: number
}

const types = ['text', 'image', 'image', 'gallery', 'video', 'short', 'link'] as const
const day = 86_400_000

/** The accounts, over all networks that tell numbers, and their posts, spread over two years: their rows, without anything measured. */
export async function settle(
  { db, pool }: OpenDatabase,
  { scale, workspaceId, brandId, now }: { scale: Scale; workspaceId: string; brandId: string; now: number },
): Promise<BenchWorld> {
  const accounts = await accountsOn(db, scale)
  const campaigns = Array.from({ length: 40 }, () => randomUUID())
  const labels = Array.from({ length: 20 }, () => randomUUID())
  const posts = Array.from({ length: scale.posts }, (_, index): BenchPost => {
    const account = accounts[(index * 7) % accounts.length]
    if (!account) throw new Error('There are no accounts.')
    const publishedAt = now - Math.floor(((scale.posts - index) / scale.posts) * scale.days * day)
    return {
      id: randomUUID(),
      subject: 1000 + index,
      account,
      type: types[(index * 5) % types.length] ?? 'text',
      publishedAt,
      campaign: index % 3 === 0 ? campaigns[Math.floor((index / scale.posts) * campaigns.length)] : undefined,
      labels: labels.filter((_label, at) => (index * 13 + at * 29) % 11 === 0),
    }
  })
  const world = { workspaceId, brandId, accounts, posts, campaigns, labels, now }
  await writeRows(pool, world)
  return world
}

async function accountsOn(db: OpenDatabase['db'], scale: Scale): Promise<BenchAccount[]> {
  const telling = networks.flatMap(({ id, insights }) =>
    insights?.posts ? [{ id, profile: insights.profile, posts: insights.posts }] : [],
  )
  const known = await Promise.all(
    telling.map(({ id: network, profile, posts }) =>
      db.transaction().execute(async (tx) => ({
        network,
        ofPosts: await sourceIds(tx, { network, of: 'post', sources: posts.sources }),
        ofDays: await sourceIds(tx, { network, of: 'profile', sources: profile?.sources ?? [], zone: profile?.zone ?? '' }),
      })),
    ),
  )
  return Array.from({ length: scale.accounts }, (_, index) => {
    const network = known[index % known.length]
    if (!network) throw new Error('No network tells numbers of posts.')
    return { id: randomUUID(), subject: index + 1, ...network }
  })
}

async function writeRows(pool: OpenDatabase['pool'], { workspaceId, brandId, accounts, posts, now }: BenchWorld): Promise<void> {
  await pool.query(
    `insert into connections.account (workspace_id, id, brand_id, network, external_id, handle, display_name, profile_url, settings, state, connected_at)
     select $1, id, $2, network, id::text, 'tea', 'Tea', 'https://tea.example', '{}', 'signed-out', now() from unnest($3::uuid[], $4::text[]) a (id, network)`,
    [workspaceId, brandId, accounts.map(({ id }) => id), accounts.map(({ network }) => network)],
  )
  await pool.query(
    `insert into analytics.profile (workspace_id, account_id, brand_id, network, subject)
     select $1, id, $2, network, subject from unnest($3::uuid[], $4::text[], $5::bigint[]) a (id, network, subject)`,
    [workspaceId, brandId, accounts.map(({ id }) => id), accounts.map(({ network }) => network), accounts.map(({ subject }) => subject)],
  )
  await pool.query(
    `insert into analytics.reading (workspace_id, account_id, what, read_at, next_at)
     select $1, id, 'posts', to_timestamp($3 / 1000.0), null from unnest($2::uuid[]) a (id)`,
    [workspaceId, accounts.map(({ id }) => id), now],
  )
  for (let from = 0; from < posts.length; from += 10_000) {
    const some = posts.slice(from, from + 10_000)
    await pool.query(
      `insert into analytics.post (workspace_id, id, subject, account_id, brand_id, network, external_id, type, published_at, first_line, url, followers, read_at)
       select $1, id, subject, account_id, $2, network, id::text, type, to_timestamp(at / 1000.0), 'What the second cup says, number ' || subject,
         'https://tea.example/' || id, 1000 + subject % 9000, null
       from unnest($3::uuid[], $4::bigint[], $5::uuid[], $6::text[], $7::text[], $8::bigint[]) p (id, subject, account_id, network, type, at)`,
      [
        workspaceId,
        brandId,
        some.map(({ id }) => id),
        some.map(({ subject }) => subject),
        some.map(({ account }) => account.id),
        some.map(({ account }) => account.network),
        some.map(({ type }) => type),
        some.map(({ publishedAt }) => publishedAt),
      ],
    )
    const belongings = some.flatMap(({ subject, type, campaign, labels: of }) => [
      { subject, dimension: 'type', member: type },
      ...(campaign ? [{ subject, dimension: 'campaign', member: campaign }] : []),
      ...of.map((member) => ({ subject, dimension: 'label', member })),
    ])
    await pool.query(
      `insert into analytics.belonging (workspace_id, subject, dimension, member) select $1, * from unnest($2::bigint[], $3::text[], $4::text[])`,
      [
        workspaceId,
        belongings.map(({ subject }) => subject),
        belongings.map(({ dimension }) => dimension),
        belongings.map(({ member }) => member),
      ],
    )
  }
  await pool.query('analyze analytics.post, analytics.belonging, analytics.profile')
}
