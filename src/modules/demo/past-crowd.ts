import { chance } from './chance.ts'
import { type CrowdSize, crowdSizes } from './crowd-sizes.ts'
import type { Cast } from './make-people.ts'
import type { PastPost } from './story.ts'

type Figures = Parameters<NonNullable<Cast['standIn']['crowd']>>[0]['figures']

/** What many did whom nobody knows by name, so many hours later. */
export interface Wave {
  readonly hours: number
  readonly figures: Figures
}

/** By when how much of what comes of a post has come. */
const pace = [
  { hours: 1, share: 0.35 },
  { hours: 5, share: 0.65 },
  { hours: 22, share: 0.9 },
  { hours: 60, share: 1 },
]

/** What many did about a post on this network. */
export function crowdOfPost(networkId: string, post: PastPost): readonly Wave[] {
  const size = crowdSizes[networkId]
  if (!size) return []
  const total = totalOf(networkId, size, post)
  return pace.map(({ hours, share }, turn) => {
    const before = pace[turn - 1]?.share ?? 0
    const part = ([metric, count]: [string, number]) => [metric, Math.round(count * share) - Math.round(count * before)] as const
    return { hours, figures: Object.fromEntries(Object.entries(total).map(part)) }
  })
}

function totalOf(networkId: string, { followers, post: shares, film }: CrowdSize, post: PastPost): Figures {
  const luck = (what: string) => 0.75 + chance(networkId, what, post.text) * 0.5
  const times = followers * successOf(post) * luck('seen')
  const views = post.film && film ? times * film.views : 0
  return {
    ...Object.fromEntries(
      Object.entries(shares).map(([metric, share]) => [metric, times * share * (seen.has(metric) ? 1 : luck('liked'))]),
    ),
    ...(views > 0 ? { videoViews: views } : {}),
    ...(film?.seconds === undefined || views === 0 ? {} : { watchSeconds: views * film.seconds }),
  }
}

/** Of two posts that as many see, people like one better. */
const seen = new Set(['impressions', 'reach', 'profileViews'])

/** 1 is ordinary: evenings do better, and so does what moves; words alone do worse. */
function successOf({ time, liked, picture, film, success = 1 }: PastPost): number {
  const hour = Number(time.slice(0, 2))
  const byHour = hour >= 18 ? 1.6 : hour >= 11 && hour < 15 ? 0.7 : 0.9
  const byKind = film ? 1.7 : picture ? 1 : 0.7
  return byHour * byKind * success * (liked / 0.6)
}

/** How many more, or fewer, follow the brand after so many days of the story. */
export function followersByDay(networkId: string, { days, loud }: { days: number; loud: readonly Loud[] }): readonly Wave[] {
  const size = crowdSizes[networkId]
  if (!size) return []
  const each = Array.from({ length: days }, (_, day) => {
    const luck = chance(networkId, 'came', String(day))
    const came = Math.round(size.followers * (0.0015 + luck * 0.003 + heardOf(day, loud)))
    const left = Math.round(size.followers * 0.0016 * chance(networkId, 'left', String(day)))
    return [
      { hours: day * 24 + 10 + luck * 10, figures: { followers: came } },
      ...(left > 0 ? [{ hours: day * 24 + 21, figures: { followers: -left } }] : []),
    ]
  })
  return [{ hours: 0, figures: { followers: size.followers } }, ...each.flat()]
}

/** A post that many talked about. */
export interface Loud {
  /** Of the story. */
  readonly day: number
  readonly success: number
}

/** The share of followers who come because of it: most of them on the day after. */
function heardOf(day: number, loud: readonly Loud[]): number {
  const since = [0.004, 0.011, 0.006, 0.003, 0.002]
  return loud.reduce((sum, post) => sum + (since[day - post.day] ?? 0) * (post.success - 1) * 0.25, 0)
}
