import { z } from 'zod'

import { knownFigures, sumOf } from '../known-figures.ts'
import type {
  AccountAccess,
  InsightMetric,
  NetworkEnvironment,
  Outcome,
  PostAsked,
  PostReading,
  PostsReading,
  ProfileFigure,
  ProfileInsights,
  ProfileReading,
} from '../network.ts'
import { type Calling, calling, startOf } from './insights-calls.ts'

type Days = Parameters<ProfileInsights['read']>[0]

const count = z.number().optional().catch(undefined)
const rangeSchema = z.object({ start: z.number() })
const statisticsSchema = z.object({
  impressionCount: count,
  uniqueImpressionsCount: count,
  clickCount: count,
  likeCount: count,
  commentCount: count,
  shareCount: count,
})
const sizeSchema = z.object({ firstDegreeSize: count })
const sharesSchema = z.object({
  elements: z.array(z.object({ timeRange: rangeSchema.optional(), totalShareStatistics: statisticsSchema })),
})
const gainsSchema = z.object({
  elements: z.array(
    z.object({
      timeRange: rangeSchema.optional(),
      followerGains: z.object({ organicFollowerGain: count, paidFollowerGain: count }).optional(),
    }),
  ),
})
const viewsSchema = z.object({
  elements: z.array(
    z.object({
      timeRange: rangeSchema.optional(),
      totalPageStatistics: z.object({ views: z.object({ allPageViews: z.object({ pageViews: count }).optional() }).optional() }).optional(),
    }),
  ),
})

/** How many follow it now, and each whole day: what its posts did, who came, how often its page was opened. */
export async function readOrganization(
  request: Days,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<ProfileReading>> {
  const calls = calling(access, environment)
  const urn = access.externalId
  const path = `rest/networkSizes/${encodeURIComponent(urn)}`
  const size = await calls.read({ path, query: { edgeType: 'COMPANY_FOLLOWED_BY_MEMBER' } }, sizeSchema)
  if (!size.ok) return size
  const figures: ProfileFigure[] = [...knownFigures([['followers', size.value.firstDegreeSize]])]
  const days = wholeDays(request, environment.now())
  if (days) {
    const told = await readDays(urn, days, calls)
    if (!told.ok) return told
    figures.push(...told.value)
  }
  return { ok: true, value: { figures, ...calls.used() } }
}

async function readDays(urn: string, days: Days, calls: Calling): Promise<Outcome<readonly ProfileFigure[]>> {
  const asked = { finder: 'organizationalEntity', urn, days }
  const shares = await calls.read(statistics('organizationalEntityShareStatistics', asked), sharesSchema)
  if (!shares.ok) return shares
  const gains = await calls.read(statistics('organizationalEntityFollowerStatistics', asked), gainsSchema)
  if (!gains.ok) return gains
  const views = await calls.read(statistics('organizationPageStatistics', { ...asked, finder: 'organization' }), viewsSchema)
  if (!views.ok) return views
  return {
    ok: true,
    value: [
      ...shares.value.elements.flatMap(({ timeRange, totalShareStatistics }) => onDay(timeRange, ofShares(totalShareStatistics), days)),
      ...gains.value.elements.flatMap(({ timeRange, followerGains: gain }) =>
        onDay(timeRange, [['followersGained', sumOf(gain?.organicFollowerGain, gain?.paidFollowerGain)]], days),
      ),
      ...views.value.elements.flatMap(({ timeRange, totalPageStatistics: page }) =>
        onDay(timeRange, [['profileViews', page?.views?.allPageViews?.pageViews]], days),
      ),
    ],
  }
}

function statistics(resource: string, { finder, urn, days }: { readonly finder: string; readonly urn: string; readonly days: Days }) {
  const range = `(start:${startOf(days.from)},end:${startOf(days.to.add({ days: 1 }))})`
  return {
    path: `rest/${resource}`,
    query: { q: finder, [finder]: urn },
    restliQuery: `timeIntervals=(timeRange:${range},timeGranularityType:DAY)`,
  }
}

type Told = readonly (readonly [InsightMetric, number | undefined])[]

function ofShares(told: z.infer<typeof statisticsSchema>): Told {
  return [
    ['impressions', told.impressionCount],
    ['reach', told.uniqueImpressionsCount],
    ['reactions', told.likeCount],
    ['comments', told.commentCount],
    ['shares', told.shareCount],
    ['clicks', told.clickCount],
  ]
}

/** Of a day the network may count less than 0, when more was taken back than came: that is no number of things that happened. */
function onDay(range: z.infer<typeof rangeSchema> | undefined, told: Told, { from, to }: Days): readonly ProfileFigure[] {
  if (!range) return []
  const day = Temporal.Instant.fromEpochMilliseconds(range.start).toZonedDateTimeISO('UTC').toPlainDate()
  const isAsked = Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0
  return isAsked ? knownFigures(told).map((figure) => ({ ...figure, day })) : []
}

/** Those that are over; undefined where none is. */
export function wholeDays({ from, to }: Days, now: Temporal.Instant): Days | undefined {
  const yesterday = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 })
  const last = Temporal.PlainDate.compare(to, yesterday) > 0 ? yesterday : to
  return Temporal.PlainDate.compare(from, last) > 0 ? undefined : { from, to: last }
}

const postsSchema = z.object({
  elements: z.array(z.object({ share: z.string().optional(), ugcPost: z.string().optional(), totalShareStatistics: statisticsSchema })),
})

/** All at once. What nobody has seen yet is left out of the answer, and so is what is gone. */
export async function readOrganizationPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const calls = calling(access, environment)
  const ids = posts.map(({ externalId }) => externalId)
  const all = await readPosts(ids, access, calls)
  if (all.ok) return { ok: true, value: { posts: all.value, ...calls.used() } }
  if (all.trouble.kind !== 'rejected' || all.trouble.reason.code === 'right-missing') return all
  // One that the network refuses takes the others with it.
  const alone: PostReading[] = []
  for (const id of ids.length > 1 ? ids : []) {
    const one = await readPosts([id], access, calls)
    if (one.ok) alone.push(...one.value)
    else if (one.trouble.kind !== 'rejected') return one
  }
  return { ok: true, value: { posts: alone, ...calls.used() } }
}

async function readPosts(ids: readonly string[], access: AccountAccess, calls: Calling): Promise<Outcome<readonly PostReading[]>> {
  const named = (kind: string) => ids.filter((id) => id.startsWith(`urn:li:${kind}:`)).map((id) => encodeURIComponent(id))
  const lists = [
    ['shares', named('share')],
    ['ugcPosts', named('ugcPost')],
  ] as const
  const call = {
    path: 'rest/organizationalEntityShareStatistics',
    query: { q: 'organizationalEntity', organizationalEntity: access.externalId },
    restliQuery: lists.flatMap(([name, urns]) => (urns.length > 0 ? [`${name}=List(${urns.join(',')})`] : [])).join('&'),
  }
  const read = await calls.read(call, postsSchema)
  if (!read.ok) return read
  const readings = read.value.elements.map(({ share, ugcPost, totalShareStatistics: told }) => {
    return { externalId: share ?? ugcPost ?? '', figures: knownFigures(ofShares(told)) }
  })
  return { ok: true, value: readings.filter(({ externalId }) => ids.includes(externalId)) }
}
