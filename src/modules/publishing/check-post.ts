import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import type { PostContent } from '#networks/network'

import { type ContentInput, publishingRefusals } from './contract.ts'
import type { AccountFacts, PublishingNeeds } from './needs.ts'
import { type MediaById, mediaIdsOf, mediaOf, toPostContent } from './post-content.ts'

interface Checked {
  readonly workspaceId: string
  readonly brandId: string
  readonly content: ContentInput
  readonly accountIds: readonly string[]
  /** Accept an account that is signed out at the moment: it was scheduled before and may be back in time. */
  readonly signedOutToo?: boolean
  /** When it is to go out; rights to its media must last until then. */
  readonly dueAt: Temporal.Instant
}

/** Refuses a post that cannot be published as it is; answers the accounts it is for. Asked before scheduling, never by the page alone. */
export async function checkPost(needs: PublishingNeeds, db: Db, post: Checked): Promise<readonly AccountFacts[]> {
  const accounts = await accountsOf(needs, db, post)
  if (accounts.length === 0) throw refuse(publishingRefusals, 'NO_ACCOUNT')
  if (accounts.length < post.accountIds.length || (!post.signedOutToo && accounts.some(({ signedOut }) => signedOut))) {
    throw refuse(publishingRefusals, 'SIGNED_OUT_ACCOUNT')
  }
  const media = await mediaOf(needs, db, { workspaceId: post.workspaceId, contents: [post.content] })
  refuseExpired(post, media)
  const findings = accounts.flatMap((account) =>
    errorsFor(needs, account, toPostContent(post.content, { network: account.network, media })),
  )
  if (findings.length > 0) throw refuse(publishingRefusals, 'NOT_ACCEPTED', { findings })
  return accounts
}

/** Rights that end before a post goes out would be broken by it. */
function refuseExpired({ content, dueAt }: Pick<Checked, 'content' | 'dueAt'>, media: MediaById): void {
  const names = mediaIdsOf(content).flatMap((id) => {
    const item = media.get(id)
    const end = item?.rights.expiresAt
    return item && end !== undefined && Temporal.Instant.compare(Temporal.Instant.from(end), dueAt) <= 0
      ? [item.title || item.fileName]
      : []
  })
  if (names.length > 0) throw refuse(publishingRefusals, 'MEDIA_EXPIRED', { names: [...new Set(names)] })
}

/** What the network would refuse in the content, as the refusal tells it. */
export function errorsFor(
  needs: Pick<PublishingNeeds, 'network'>,
  { id, network, limits }: AccountFacts,
  content: PostContent | undefined,
) {
  if (!content) throw refuse(publishingRefusals, 'MEDIA_MISSING')
  return (needs.network(network)?.rulesFor(limits).check(content) ?? [])
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
