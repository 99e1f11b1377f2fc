import { brokenDown, insightsAnswer, metricsNamed } from '../graph-insights.ts'
import { orRightMissing } from '../graph-right-missing.ts'
import type { AudienceGroup, AudienceInsights } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

const metric = 'follower_demographics'
const genders: Readonly<Record<string, string>> = { F: 'female', M: 'male', U: 'other' }

/** Nothing is told of profiles that fewer than a hundred follow. */
export const audience: AudienceInsights = {
  source: metric,
  everyHours: 24,
  read: async (access, environment) => {
    const groups: AudienceGroup[] = []
    for (const by of ['age', 'gender', 'country', 'city'] as const) {
      const call = { ...signedIn(access), path: `${version}/me/threads_insights`, query: { metric, breakdown: by }, answer: insightsAnswer }
      const told = await metricsNamed([metric])(() => ask(call, environment))
      if (!told.ok) return orRightMissing(told)
      for (const [key, value] of brokenDown(told.value)) {
        groups.push({ by, key: by === 'gender' ? (genders[key] ?? 'other') : key, value, unit: 'people' })
      }
    }
    return { ok: true, value: { groups } }
  },
}
