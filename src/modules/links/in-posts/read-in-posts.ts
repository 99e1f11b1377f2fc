import { findAccounts } from '#modules/connections'

import type { LinkPlan } from '../address-contract.ts'
import type { PostLinksNeeds } from '../needs.ts'
import type { LinkSettings } from '../utm-contract.ts'
import { brandLinks } from './brand-links.ts'

interface Asked {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountIds: readonly string[]
  readonly postId?: string | undefined
  readonly campaignId?: string | undefined
  readonly labelIds?: readonly string[] | undefined
}

interface InPosts {
  readonly inPosts: LinkSettings['inPosts']
  readonly accounts: { readonly accountId: string; readonly plan: LinkPlan }[]
}

/** What becomes of the addresses in a post as it stands in front of its author. Accounts of other brands are left out. */
export async function readInPosts(needs: PostLinksNeeds, asked: Asked): Promise<InPosts> {
  const { db } = needs
  const { workspaceId, brandId, accountIds } = asked
  const brand = await brandLinks(needs, db, { workspaceId, brandId })
  if (!brand) return { inPosts: 'off', accounts: [] }
  const copy = await brand.forPost(db, { id: asked.postId, campaignId: asked.campaignId ?? null, labelIds: asked.labelIds ?? [] })
  const accounts = accountIds.length === 0 ? [] : await findAccounts(db, { workspaceId, ids: accountIds })
  return {
    inPosts: brand.inPosts,
    accounts: accounts
      .filter((account) => account.brandId === brandId)
      .map((account) => ({ accountId: account.id, plan: copy(account).plan })),
  }
}
