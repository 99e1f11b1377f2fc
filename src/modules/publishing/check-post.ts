import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Sender } from '#modules/governance'
import type { CopyLinks } from '#modules/links'
import { withAltTexts } from '#networks/judge-media'
import type { PostContent } from '#networks/network'

import { type ContentInput, publishingRefusals } from './contract.ts'
import { expiredBy } from './expired-media.ts'
import { holdPost } from './hold-to-voice.ts'
import { linkPlans, rulesFor } from './link-plans.ts'
import type { AccountFacts, Belonging, BrandFacts, PublishingNeeds } from './needs.ts'
import { mediaOf, toPostContent } from './post-content.ts'

interface Checked {
  readonly workspaceId: string
  readonly postId: string
  readonly brandId: string
  readonly content: ContentInput
  readonly accountIds: readonly string[]
  /** It may stand in the parameters of its links, and make them longer. */
  readonly belonging: Belonging
  /** Accept an account that is signed out at the moment: it was scheduled before and may be back in time. */
  readonly signedOutToo?: boolean
  /** When it is to go out; rights to its media must last until then. */
  readonly dueAt: Temporal.Instant
  /** What the brand wants of pictures and videos without alt text. */
  readonly altTexts: BrandFacts['altTexts']
  /** Who answers for what the brand's rules warn of. */
  readonly sender: Sender
}

/** Refuses a post that cannot be published as it is; answers the accounts it is for. Asked before scheduling, never by the page alone. */
export async function checkPost(needs: PublishingNeeds, db: Tx, post: Checked): Promise<readonly AccountFacts[]> {
  const accounts = await accountsOf(needs, db, post)
  if (accounts.length === 0) throw refuse(publishingRefusals, 'NO_ACCOUNT')
  if (accounts.length < post.accountIds.length || (!post.signedOutToo && accounts.some(({ signedOut }) => signedOut))) {
    throw refuse(publishingRefusals, 'SIGNED_OUT_ACCOUNT')
  }
  const media = await mediaOf(needs, db, { workspaceId: post.workspaceId, contents: [post.content] })
  const expired = expiredBy(post.dueAt, post.content, media)
  if (expired.length > 0) throw refuse(publishingRefusals, 'MEDIA_EXPIRED', { names: expired })
  const links = await linkPlans(needs, db, { ...post, ...post.belonging, id: post.postId })
  const findings = accounts.flatMap((account) => {
    const content = toPostContent(post.content, { network: account.network, media })
    return errorsFor(needs, account, { content, altTexts: post.altTexts, links: links(account) })
  })
  if (findings.length > 0) throw refuse(publishingRefusals, 'NOT_ACCEPTED', { findings })
  const { labelIds } = post.belonging
  await holdPost(db, needs, { ...post, labelIds, media, accounts, subject: { kind: 'post', id: post.postId } })
  return accounts
}

/** What the network would refuse in the content as it goes out, or the brand, as the refusal tells it. */
export function errorsFor(
  needs: Pick<PublishingNeeds, 'network'>,
  { id, network, limits }: AccountFacts,
  {
    content,
    altTexts,
    links,
  }: Pick<BrandFacts, 'altTexts'> & {
    readonly content: PostContent | undefined
    readonly links: CopyLinks | undefined
  },
) {
  if (!content) throw refuse(publishingRefusals, 'MEDIA_MISSING')
  const rules = needs.network(network)?.rulesFor(limits)
  return withAltTexts(rules ? rulesFor(rules, links).check(content) : [], altTexts)
    .filter(({ severity }) => severity === 'error')
    .map(({ part, media, setting, reason }) => ({
      accountId: id,
      part,
      ...(media === undefined ? {} : { media }),
      ...(setting === undefined ? {} : { setting }),
      reason,
    }))
}

/** Those of the chosen accounts that belong to the brand and can publish, in the order chosen. */
export async function accountsOf(
  needs: PublishingNeeds,
  db: Db,
  { workspaceId, brandId, accountIds }: Pick<Checked, 'workspaceId' | 'brandId' | 'accountIds'>,
): Promise<readonly AccountFacts[]> {
  if (accountIds.length === 0) return []
  const found = await needs.accounts.find(db, { workspaceId, ids: [...new Set(accountIds)] })
  const usable = found.filter((account) => account.brandId === brandId && needs.network(account.network)?.publishing !== undefined)
  return [...new Set(accountIds)].flatMap((id) => usable.filter((account) => account.id === id))
}
