import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announce } from '#kit/live'

import { type Announcing, type WatchedMetric, watchedMetrics } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { figures } from '../queries/figures.ts'
import { announcingOf } from './settings.ts'
import { type Unusual, unusualDay } from './unusual.ts'

interface Brand {
  readonly workspaceId: string
  readonly brandId: string
}

interface Account {
  readonly accountId: string
  readonly network: string
  readonly announcedTo: string | null
  readonly readAt: Date | null
}

/** Looks at the latest day of each account that is over and settled, once, and tells its people what was far from usual. Not in the hours in which the brand wants quiet. */
export async function announceUnusual(needs: AnalyticsNeeds): Promise<void> {
  const { rows } = await sql<Brand>`select distinct workspace_id as "workspaceId", brand_id as "brandId" from analytics.profile`.execute(
    needs.db,
  )
  for (const brand of rows) await announceOf(needs, brand)
}

async function announceOf(needs: AnalyticsNeeds, brand: Brand): Promise<void> {
  const { timeZone } = await needs.publishing.brand(needs.db, brand)
  const wanted = await announcingOf(needs.db, brand)
  const now = needs.clock.now().toZonedDateTimeISO(timeZone)
  if (wanted.sensitivity === 'off' || isQuiet(wanted, now.hour)) return
  for (const account of await accountsOf(needs.db, brand)) {
    const day = latestDay(needs, account, now)
    const isRead = account.readAt !== null && account.readAt.getTime() >= day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
    if (!isRead || (account.announcedTo !== null && account.announcedTo >= day.toString())) continue
    const found = await unusualOf(needs, { brand, account, day, sensitivity: wanted.sensitivity })
    await needs.db.transaction().execute((tx) => keepAndTell(tx, needs, { brand, account, day, found }))
  }
}

function isQuiet({ quietFrom, quietTo }: Announcing, hour: number): boolean {
  if (quietFrom === quietTo) return false
  return quietFrom < quietTo ? hour >= quietFrom && hour < quietTo : hour >= quietFrom || hour < quietTo
}

/** Yesterday, or the day before which the network changes nothing any more. */
function latestDay({ publishing }: AnalyticsNeeds, { network }: Account, now: Temporal.ZonedDateTime): Temporal.PlainDate {
  return now.toPlainDate().subtract({ days: 1 + (publishing.network(network)?.insights?.profile?.settleDays ?? 0) })
}

async function accountsOf(db: Db, { workspaceId, brandId }: Brand): Promise<Account[]> {
  const { rows } = await sql<Account>`
    select p.account_id as "accountId", p.network, to_char(p.announced_to, 'YYYY-MM-DD') as "announcedTo",
      (select max(r.read_at) from analytics.reading r where r.workspace_id = p.workspace_id and r.account_id = p.account_id) as "readAt"
    from analytics.profile p where p.workspace_id = ${workspaceId} and p.brand_id = ${brandId} order by p.account_id`.execute(db)
  return rows
}

interface Looked {
  readonly brand: Brand
  readonly account: Account
  readonly day: Temporal.PlainDate
  readonly sensitivity: Exclude<Announcing['sensitivity'], 'off'>
}

interface Found extends Unusual {
  readonly metric: WatchedMetric
}

async function unusualOf(needs: AnalyticsNeeds, { brand, account, day, sensitivity }: Looked): Promise<Found[]> {
  const days = Array.from({ length: 57 }, (_, index) => day.subtract({ days: 56 - index }).toString())
  const [known, mentions] = await Promise.all([
    knownDays(needs, { brand, account, days }),
    needs.mentionsByDay(needs.db, {
      ...brand,
      accountId: account.accountId,
      days,
      timeZone: (await needs.publishing.brand(needs.db, brand)).timeZone,
    }),
  ])
  const valueOn = (metric: WatchedMetric, on: string) =>
    metric === 'mentions' ? (mentions.get(on) ?? null) : (known.get(on)?.[metric] ?? null)
  return watchedMetrics.flatMap((metric) => {
    const values = days.map((on) => valueOn(metric, on))
    const value = values.at(-1) ?? null
    if (value === null) return []
    const unusual = unusualDay({ value, before: values.slice(0, -1), sensitivity, counts: metric !== 'followerGrowth' })
    return unusual ? [{ ...unusual, metric }] : []
  })
}

const ofNetworks = ['followerGrowth', 'reach', 'engagements', 'clicks', 'siteClicks'] as const

async function knownDays(needs: AnalyticsNeeds, { brand, account, days }: { brand: Brand; account: Account; days: readonly string[] }) {
  const { lines } = await figures(needs, {
    ...brand,
    period: { from: days[0] ?? '', to: days.at(-1) ?? '' },
    filter: { accountIds: [account.accountId] },
    basis: 'activity',
    rate: { base: 'reach', average: 'sums' },
    metrics: [...ofNetworks],
    by: 'nothing',
    per: 'day',
    limit: 100,
  })
  return new Map(lines.map(({ bucket = '', values }) => [bucket, values]))
}

interface Told extends Pick<Looked, 'brand' | 'account' | 'day'> {
  readonly found: readonly Found[]
}

/** Whoever comes first to a day tells of it. */
async function keepAndTell(tx: Tx, needs: AnalyticsNeeds, { brand, account, day, found }: Told): Promise<void> {
  const on = day.toString()
  const { rows } = await sql`
    update analytics.profile set announced_to = ${on}
    where workspace_id = ${brand.workspaceId} and account_id = ${account.accountId} and (announced_to is null or announced_to < ${on})
    returning account_id`.execute(tx)
  if (rows.length === 0 || found.length === 0) return
  await tx
    .insertInto('analytics.announcement')
    .values(
      found.map(({ metric, value, usual, direction }) => ({
        workspace_id: brand.workspaceId,
        brand_id: brand.brandId,
        account_id: account.accountId,
        day: on,
        metric,
        value: Math.round(value),
        usual_from: usual.from,
        usual_to: usual.to,
        direction,
      })),
    )
    .execute()
  const [name] = await needs.publishing.accounts.names(tx, { workspaceId: brand.workspaceId, ids: [account.accountId] })
  for (const { metric, value, usual, direction } of found) {
    await needs.publishing.notify(tx, {
      workspaceId: brand.workspaceId,
      key: `unusual/${account.accountId}/${metric}/${on}`,
      kind: 'unusual-figures',
      params: {
        account: `@${name?.handle ?? ''}`,
        metric,
        direction,
        value: String(Math.round(value)),
        from: String(usual.from),
        to: String(usual.to),
        day: on,
      },
      href: `/analytics/of/account/${account.accountId}?period=custom&from=${on}&to=${on}`,
      about: { accountId: account.accountId },
    })
  }
  await announce(tx, { to: brand.workspaceId, topics: ['announcing'] })
}
