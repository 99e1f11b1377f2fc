import { knownFigures } from './known-figures.ts'
import type { AccountAccess, MetricSource, NetworkEnvironment, Outcome, ProfileInsights, ProfileReading } from './network.ts'

interface Followers extends Omit<MetricSource, 'metric'> {
  readonly everyHours: number
  /** Nothing where the network does not tell it of this account. */
  readonly read: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<number | null | undefined>>
}

/** The numbers of a profile where a network tells how many follow at this moment, and nothing of the days before. */
export function followersNow({ everyHours, read, ...source }: Followers) {
  return {
    sources: [{ metric: 'followers', ...source }],
    zone: 'UTC',
    backDays: 0,
    settleDays: 0,
    everyHours,
    read: async (_: unknown, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<ProfileReading>> => {
      const told = await read(access, environment)
      return told.ok ? { ok: true, value: { figures: knownFigures([['followers', told.value]]) } } : told
    },
  } satisfies ProfileInsights
}
