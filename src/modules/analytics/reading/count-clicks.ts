import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { ClicksOfDelivery } from '#modules/links'

import { calendarOf } from '../facts/calendar.ts'
import { makeFactMonths } from '../facts/fact-months.ts'
import { factsOfReadings } from '../facts/facts-of-readings.ts'
import { holdProfile } from '../facts/hold-profile.ts'
import { hoursAreKept } from '../facts/keep-posts.ts'
import { sourceIds } from '../facts/source-ids.ts'
import { writeFacts } from '../facts/write-facts.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { announceRead } from './announce-read.ts'
import { countedTo, noteCounted } from './counted-to.ts'

const name = 'links.clicks'
/** What is being written while we look shows itself a little later. */
const overlap = { minutes: 1 }

/** Takes over how many persons followed the links of each delivery, as a counter of its post like those that networks tell. May run twice, also at once: what is known adds nothing. */
export async function countClicks(needs: AnalyticsNeeds): Promise<void> {
  const now = needs.clock.now()
  const since = await countedTo(needs.db, name)
  const clicks = await needs.clicksOfDeliveries(needs.db, since.subtract(overlap))
  await makeFactMonths(needs.db, [now.epochMilliseconds])
  for (const [accountId, ofAccount] of Map.groupBy(await postsOf(needs.db, clicks), (post) => post.accountId)) {
    await keepClicks(needs, { accountId, posts: ofAccount, now })
  }
  await noteCounted(needs.db, { name, upTo: now })
}

interface ClickedPost {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountId: string
  readonly network: string
  readonly subject: number
  readonly persons: number
}

/** Those that stand on an account by now; of the others the clicks are told again once they do, with the next click. */
async function postsOf(db: Db, clicks: readonly ClicksOfDelivery[]): Promise<ClickedPost[]> {
  if (clicks.length === 0) return []
  const { rows } = await sql<ClickedPost>`
    select p.workspace_id as "workspaceId", p.brand_id as "brandId", p.account_id as "accountId", p.network, p.subject, c.persons
    from jsonb_to_recordset(${JSON.stringify(clicks)}::jsonb) as c("workspaceId" uuid, "deliveryId" uuid, persons integer)
    join analytics.post p on p.workspace_id = c."workspaceId" and p.delivery_id = c."deliveryId"`.execute(db)
  return rows
}

interface Kept {
  readonly accountId: string
  readonly posts: readonly ClickedPost[]
  readonly now: Temporal.Instant
}

async function keepClicks(needs: AnalyticsNeeds, { accountId, posts, now }: Kept): Promise<void> {
  const [first] = posts
  if (!first) return
  const { workspaceId, brandId, network } = first
  const { timeZone } = await needs.publishing.brand(needs.db, { workspaceId, brandId })
  const at = now.epochMilliseconds
  await needs.db.transaction().execute(async (tx) => {
    if (!(await holdProfile(tx, { workspaceId, accountId }))) return
    const sources = await sourceIds(tx, { network, of: 'post', sources: [{ metric: 'siteClicks', source: 'links' }] })
    const facts = await factsOfReadings(tx, {
      workspaceId,
      accountId,
      readings: posts.map(({ subject, persons }) => ({ subject, at, fetchedAt: at, figures: [{ metric: 'siteClicks', value: persons }] })),
      known: new Map(posts.map(({ subject }) => [subject, { readAt: undefined }])),
      dayOf: calendarOf(timeZone),
    })
    if (facts.length === 0) return
    await writeFacts(tx, { workspaceId, accountId, of: 'post', sources, facts, hoursFrom: at - hoursAreKept })
    await announceRead(tx, { workspaceId, brandId })
  })
}
