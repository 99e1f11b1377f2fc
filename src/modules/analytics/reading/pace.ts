import type { PostInsights } from '#networks/network'

/** How often a post is looked at, by its age: most of what happens to it happens early. */
const usual = [
  { untilHours: 2, everyMinutes: 15 },
  { untilHours: 24, everyMinutes: 60 },
  { untilHours: 24 * 7, everyMinutes: 360 },
  { untilHours: 24 * 30, everyMinutes: 1440 },
  { untilHours: 24 * 365, everyMinutes: 1440 * 7 },
]
const everOn = 1440 * 30

/** When a post is looked at again; undefined where nothing more is told of it. Instants are milliseconds since 1970. Pure. */
export function nextLook(
  { pace = usual, forDays }: Pick<PostInsights, 'pace' | 'forDays'>,
  { publishedAt, now }: { publishedAt: number; now: number },
): number | undefined {
  const age = now - publishedAt
  if (forDays !== undefined && age > forDays * 86_400_000) return undefined
  const step = pace.find(({ untilHours }) => age < untilHours * 3_600_000)
  const minutes = step?.everyMinutes ?? Math.max(everOn, pace.at(-1)?.everyMinutes ?? 0)
  return now + minutes * 60_000
}
