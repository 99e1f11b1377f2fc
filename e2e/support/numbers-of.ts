import type { MeasuredPost } from '#contract/analytics'

import type { Owner } from './owner.ts'
import { until } from './until.ts'

/** Has the numbers read, and answers how analytics calls the post that begins like this. */
export async function numbersOf({ brandId, call }: Owner, beginning: string): Promise<string> {
  const today = Temporal.Now.plainDateISO('Asia/Taipei')
  const period = { from: today.subtract({ days: 27 }).toString(), to: today.toString() }
  const asked = { brandId, period, basis: 'published', by: 'engagements', metrics: ['engagements'] }
  await call('POST', '/analytics/readings', { brandId })
  let found: MeasuredPost | undefined
  await until('the numbers to be read', 60, async () => {
    const { posts } = await call<{ posts: MeasuredPost[] }>('POST', '/analytics/posts', asked)
    found = posts.find(({ firstLine }) => firstLine.startsWith(beginning))
    return found !== undefined
  })
  return found?.id ?? ''
}
