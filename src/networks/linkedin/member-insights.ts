import { z } from 'zod'

import { knownFigures } from '../known-figures.ts'
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
import { calling, type Calling, notAllowed } from './insights-calls.ts'
import { wholeDays } from './organization-insights.ts'
import { hasScope } from './session.ts'

type Days = Parameters<ProfileInsights['read']>[0]

/** Each is a call of its own. */
const ofPost = {
  IMPRESSION: 'impressions',
  MEMBERS_REACHED: 'reach',
  REACTION: 'reactions',
  COMMENT: 'comments',
  RESHARE: 'shares',
} as const satisfies Readonly<Record<string, InsightMetric>>

/** People who were reached are not told by day. */
const ofDay = { IMPRESSION: 'impressions', REACTION: 'reactions', COMMENT: 'comments', RESHARE: 'shares' } as const

const dateSchema = z.object({ year: z.int(), month: z.int(), day: z.int() })
const countsSchema = z.object({
  elements: z.array(z.object({ count: z.number().optional(), dateRange: z.object({ start: dateSchema.optional() }).optional() })),
})
const followersSchema = z.object({ elements: z.array(z.object({ memberFollowersCount: z.number().optional() })) })

/** How many follow a person now, where they allowed that, and each whole day of all their posts. */
export async function readMember(request: Days, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<ProfileReading>> {
  if (!hasScope(access, 'r_member_postAnalytics')) return notAllowed
  const calls = calling(access, environment)
  const figures: ProfileFigure[] = []
  if (hasScope(access, 'r_member_profileAnalytics')) {
    const followers = await calls.read({ path: 'rest/memberFollowersCount', query: { q: 'me' } }, followersSchema)
    if (!followers.ok) return followers
    figures.push(...knownFigures([['followers', followers.value.elements[0]?.memberFollowersCount]]))
  }
  const days = wholeDays(request, environment.now())
  for (const [queryType, metric] of days ? Object.entries(ofDay) : []) {
    const told = await calls.read(
      {
        path: 'rest/memberCreatorPostAnalytics',
        query: { q: 'me', queryType, aggregation: 'DAILY' },
        restliQuery: `dateRange=(start:${written(request.from)},end:${written((days ?? request).to.add({ days: 1 }))})`,
      },
      countsSchema,
    )
    if (!told.ok) return told
    figures.push(...told.value.elements.flatMap(({ count, dateRange }) => onDay(dateRange?.start, [metric, count])))
  }
  return { ok: true, value: { figures, ...calls.used() } }
}

function written({ year, month, day }: Temporal.PlainDate): string {
  return `(year:${year},month:${month},day:${day})`
}

function onDay(
  start: z.infer<typeof dateSchema> | undefined,
  told: readonly [InsightMetric, number | undefined],
): readonly ProfileFigure[] {
  return start ? knownFigures([told]).map((figure) => ({ ...figure, day: Temporal.PlainDate.from(start) })) : []
}

/** Five calls for each. What LinkedIn refuses to tell of one post does not keep the others. */
export async function readMemberPosts(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  if (!hasScope(access, 'r_member_postAnalytics')) return notAllowed
  const calls = calling(access, environment)
  const read: PostReading[] = []
  for (const { externalId } of posts) {
    const one = await readPost(externalId, calls)
    if (one.ok) read.push(...(one.value.figures.length > 0 ? [one.value] : []))
    else if (one.trouble.kind !== 'rejected' || one.trouble.reason.code === 'right-missing') return one
  }
  return { ok: true, value: { posts: read, ...calls.used() } }
}

async function readPost(externalId: string, calls: Calling): Promise<Outcome<PostReading>> {
  const kind = externalId.startsWith('urn:li:ugcPost:') ? 'ugc' : 'share'
  const restliQuery = `entity=(${kind}:${encodeURIComponent(externalId)})`
  const told: (readonly [InsightMetric, number | undefined])[] = []
  for (const [queryType, metric] of Object.entries(ofPost)) {
    const query = { q: 'entity', queryType, aggregation: 'TOTAL' }
    const counted = await calls.read({ path: 'rest/memberCreatorPostAnalytics', query, restliQuery }, countsSchema)
    if (!counted.ok) return counted
    told.push([metric, counted.value.elements[0]?.count])
  }
  return { ok: true, value: { externalId, figures: knownFigures(told) } }
}
