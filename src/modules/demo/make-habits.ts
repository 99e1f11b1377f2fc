import type { Around } from './make-accounts.ts'

/** Weekly times of the accounts that speak most, and posts that are said again by themselves. */
export async function makeHabits(around: Around, accounts: ReadonlyMap<string, string>): Promise<void> {
  for (const [network, slots] of Object.entries(weeklyTimes)) {
    const accountId = accounts.get(network)
    if (accountId !== undefined) await around.api.publishing.setCadence({ accountId, slots, mostDaysApart: 4, mostPerDay: 5 })
  }
  await keepEvergreen(around, accounts)
}

const weeklyTimes = {
  instagram: ['2T08:30', '3T20:00', '5T19:30', '7T20:30'],
  bluesky: ['2T08:30', '3T20:00', '5T19:30'],
}

/** A post is written down as a draft, kept, and the draft put away: what is kept has its words. */
async function keepEvergreen({ api, brandId, language, story }: Around, accounts: ReadonlyMap<string, string>): Promise<void> {
  const { name, on, slots, posts } = story.evergreen
  const accountIds = on.flatMap((network) => accounts.get(network) ?? [])
  const input = { brandId, name, accountIds, slots: [...slots], leastDays: 10 }
  const { id: categoryId } = await api.publishing.addCategory(input, { context: { idempotencyKey: 'demo/category' } })
  for (const [index, wordings] of posts.entries()) {
    const contents = wordings.map((text) => ({ languages: [language], parts: [{ text, media: [] }] }))
    const [content] = contents
    if (!content) continue
    const keys = (step: string) => ({ context: { idempotencyKey: `demo/kept/${index}/${step}` } })
    const draft = await api.publishing.create({ brandId, content, accountIds }, keys('draft'))
    const kept = await api.publishing.keepPost({ categoryId, postId: draft.id }, keys('keep'))
    if (contents.length > 1) await api.publishing.changeKept({ keptId: kept.id, wordings: contents })
    await api.publishing.remove({ postId: draft.id }, keys('remove'))
  }
}
