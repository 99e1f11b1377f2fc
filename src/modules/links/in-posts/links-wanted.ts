import type { Db, Tx } from '#kit/database'

import type { LinkPlan } from '../address-contract.ts'
import type { LinkSettings, Utm } from '../utm-contract.ts'

/** What becomes of the links in posts, for whoever sends these. */
export interface PostLinks {
  /** What the brand wants of them now; undefined where they stay as they are. */
  inBrand(db: Db, of: { workspaceId: string; brandId: string }): Promise<BrandLinks | undefined>
  /** One link for each address of a delivery, and the same whenever it is asked again: short addresses by where they lead. Nothing of it may be out. */
  make(tx: Tx, links: NewLinks): Promise<ReadonlyMap<string, string>>
  /** The links that a delivery has: short addresses by where they lead. */
  ofDelivery(db: Db, of: { workspaceId: string; deliveryId: string }): Promise<ReadonlyMap<string, string>>
}

export interface BrandLinks {
  readonly inPosts: Exclude<LinkSettings['inPosts'], 'off'>
  /** The same for a post; what it is sorted by may be gone meanwhile. */
  forPost(db: Db, post: LinkedPost): Promise<(account: LinkedAccount) => CopyLinks>
}

export interface LinkedPost {
  /** Absent while it was never saved. */
  readonly id?: string | undefined
  readonly campaignId: string | null
  readonly labelIds: readonly string[]
}

interface LinkedAccount {
  readonly network: string
  readonly handle: string
}

/** What becomes of the addresses in one account's copy. */
export interface CopyLinks {
  readonly plan: LinkPlan
  readonly utm: Utm
  /** Under which links are made; empty for the server's own address. */
  readonly host: string
}

export interface NewLinks extends Pick<CopyLinks, 'utm' | 'host'> {
  readonly workspaceId: string
  readonly brandId: string
  readonly postId: string
  readonly deliveryId: string
  readonly accountId: string
  readonly network: string
  readonly campaignId: string | null
  readonly addresses: readonly string[]
}
