import type { z } from 'zod'

import { networks } from '#networks'

import { type analytics, metrics } from '../contract.ts'

type Answer = z.output<NonNullable<(typeof analytics.dictionary)['~orpc']['outputSchema']>>

/** Every metric, and where each network takes it from. What follows from others has the sources of those. */
export function dictionary(): Answer {
  const told = networks.flatMap(({ id: network, insights }) => [
    ...(insights?.profile?.sources ?? []).map((source) => ({ ...source, network, of: 'profile' as const, zone: insights?.profile?.zone })),
    ...(insights?.posts?.sources ?? []).map((source) => ({ ...source, network, of: 'post' as const, zone: undefined })),
  ])
  return Object.keys(metrics).map((name) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
    const metric = name as keyof typeof metrics
    return {
      metric,
      sources: told
        .filter((source) => source.metric === metric)
        .map(({ network, of, source, zone, since, note }) => ({
          network,
          of,
          source,
          ...(zone === undefined ? {} : { zone }),
          ...(since === undefined ? {} : { since }),
          ...(note === undefined ? {} : { note }),
        })),
    }
  })
}
