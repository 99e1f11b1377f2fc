import { asItGoesOut } from '#contract/link-address'
import type { Db } from '#kit/database'
import type { CopyLinks, LinkedPost } from '#modules/links'
import type { Rules } from '#networks/network'
import { rulesWithLinks } from '#networks/post-links'

import type { AccountFacts, PublishingNeeds } from './needs.ts'

/** What becomes of the links of a post on an account; undefined where they stay as they are. */
type LinkPlans = (account: AccountFacts) => CopyLinks | undefined

/** As its brand wants it now. */
export async function linkPlans(
  needs: Pick<PublishingNeeds, 'links'>,
  db: Db,
  { workspaceId, brandId, ...post }: LinkedPost & { readonly workspaceId: string; readonly brandId: string },
): Promise<LinkPlans> {
  const brand = await needs.links.inBrand(db, { workspaceId, brandId })
  return brand ? brand.forPost(db, post) : () => undefined
}

/** The network's rules for what goes out. */
export function rulesFor(rules: Rules, links: CopyLinks | undefined): Rules {
  return links ? rulesWithLinks(rules, (address) => asItGoesOut(address, links.plan)) : rules
}
