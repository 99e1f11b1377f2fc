import { brokenDown, insightsAnswer, metricsNamed } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import type { AudienceGroup, AudienceInsights } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

const genders: Readonly<Record<string, string>> = { F: 'female', M: 'male', U: 'other' }

/** At most 45 of each are told, and nothing of accounts that fewer than a hundred follow. */
export const audience: AudienceInsights = {
  source: 'follower_demographics',
  everyHours: 24,
  read: async (access, environment) => {
    const groups: AudienceGroup[] = []
    for (const by of ['age', 'gender', 'country', 'city'] as const) {
      const told = await metricsNamed(['follower_demographics'])(([metric = '']) => {
        // Who follows now is told whatever the time frame; the reference wants one all the same.
        const query = { metric, period: 'lifetime', metric_type: 'total_value', timeframe: 'this_month', breakdown: by }
        return ask({ ...signedIn(access), path: `${version}/${access.externalId}/insights`, query, answer: insightsAnswer }, environment)
      })
      if (!told.ok) return orRightMissing(told)
      for (const [key, value] of brokenDown(told.value)) {
        groups.push({ by, key: by === 'gender' ? (genders[key] ?? 'other') : key, value, unit: 'people' })
      }
    }
    return { ok: true, value: { groups } }
  },
}
