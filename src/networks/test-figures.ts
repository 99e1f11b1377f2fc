import type { InsightMetric, PostsReading, ProfileReading } from './network-insights.ts'

/** Numbers by their names, as a test likes to look at them. Of a profile: those of one day, or of this moment. */
export function figuresOf({ figures }: Pick<ProfileReading, 'figures'>, day?: string): Readonly<Partial<Record<InsightMetric, number>>> {
  const those = figures.filter((figure) => figure.day?.toString() === day)
  return Object.fromEntries(those.map(({ metric, value }) => [metric, value]))
}

/** Those of posts by id. */
export function figuresByPost({ posts }: PostsReading): Readonly<Record<string, Readonly<Partial<Record<InsightMetric, number>>>>> {
  return Object.fromEntries(posts.map(({ externalId, figures }) => [externalId, figuresOf({ figures })]))
}
