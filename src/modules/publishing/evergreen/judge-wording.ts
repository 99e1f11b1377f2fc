import type { Tx } from '#kit/database'

import { errorsFor } from '../check-post.ts'
import type { ContentInput, KeptTrouble } from '../contract.ts'
import { expiredBy } from '../expired-media.ts'
import { blockedBy } from '../hold-to-voice.ts'
import { linkPlans } from '../link-plans.ts'
import type { AccountFacts, BrandFacts, PublishingNeeds } from '../needs.ts'
import { mediaOf, toPostContent } from '../post-content.ts'

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly content: ContentInput
  readonly accounts: readonly AccountFacts[]
  readonly at: Temporal.Instant
  readonly altTexts: BrandFacts['altTexts']
}

/** Which of the accounts would take it then, and what stands in the way of the others, or of all. */
export async function judgeWording(
  needs: PublishingNeeds,
  db: Tx,
  { workspaceId, brandId, content, accounts, at, altTexts }: Asked,
): Promise<{ readonly accounts: readonly AccountFacts[]; readonly trouble?: KeptTrouble }> {
  const media = await mediaOf(needs, db, { workspaceId, contents: [content] })
  const names = expiredBy(at, content, media)
  if (names.length > 0) return { accounts: [], trouble: { skipped: true, code: 'MEDIA_EXPIRED', names } }
  const written = accounts.map((account) => ({ account, content: toPostContent(content, { network: account.network, media }) }))
  if (written.some((each) => each.content === undefined)) return { accounts: [], trouble: { skipped: true, code: 'MEDIA_MISSING' } }
  const against = await blockedBy(db, needs, { workspaceId, brandId, content, media, accounts })
  if (against.length > 0) return { accounts: [], trouble: { skipped: true, code: 'AGAINST_RULES', names: [...against] } }
  const links = await linkPlans(needs, db, { workspaceId, brandId, campaignId: null, labelIds: [] })
  const reasons = written.flatMap(({ account, content: own }) =>
    errorsFor(needs, account, { content: own, altTexts, links: links(account) }).map(({ accountId, reason }) => ({ accountId, reason })),
  )
  const taking = accounts.filter(({ id }) => !reasons.some(({ accountId }) => accountId === id))
  return { accounts: taking, ...(reasons.length > 0 ? { trouble: { skipped: taking.length === 0, code: 'NOT_ACCEPTED', reasons } } : {}) }
}
