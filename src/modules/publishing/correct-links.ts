import { asItGoesOut, isReplaced, isTagged } from '#contract/link-address'
import type { Tx } from '#kit/database'
import type { PostContent, Rules } from '#networks/network'
import { linksIn, withLinks } from '#networks/post-links'

import type { DeliveryRow } from './held-delivery.ts'
import { linkPlans } from './link-plans.ts'
import type { PostRow } from './lock-post.ts'
import { makeFor } from './make-links.ts'
import type { AccountFacts, WorkerNeeds } from './needs.ts'

interface Correcting {
  readonly post: Pick<PostRow, 'campaign_id' | 'label_ids'>
  readonly row: DeliveryRow
  /** What stands on the network. */
  readonly stands: PostContent
  /** What is to stand there, as a person wrote it. */
  readonly wanted: PostContent
  readonly account: AccountFacts
  readonly rules: Rules
}

/** What is to stand there as it goes out: an address that stands there keeps the form it has, a new one gets what the brand wants now. */
export async function withStandingLinks(tx: Tx, needs: WorkerNeeds, correcting: Correcting): Promise<PostContent> {
  const { post, row, stands, wanted, account, rules } = correcting
  const { workspace_id: workspaceId, brand_id: brandId, id: deliveryId } = row
  const short = await needs.links.ofDelivery(tx, { workspaceId, deliveryId })
  const standing = linksIn(stands, rules)
  const asItStands = (address: string) => short.get(address) ?? standing.find((each) => isTagged(each, address))
  const added = linksIn(wanted, rules).filter((address) => asItStands(address) === undefined)
  const plans = await linkPlans(needs, tx, {
    workspaceId,
    brandId,
    id: row.post_id,
    campaignId: post.campaign_id,
    labelIds: post.label_ids,
  })
  const links = added.length > 0 ? plans(account) : undefined
  if (!links) return withLinks(wanted, rules, (address) => asItStands(address) ?? address)
  const addresses = links.plan.way === 'shorten' ? added.filter((address) => isReplaced(address, links.plan)) : []
  const made = addresses.length > 0 ? await makeFor(tx, needs, { row, campaignId: post.campaign_id, links, addresses }) : undefined
  const anew = (address: string) => (links.plan.way === 'utm' ? asItGoesOut(address, links.plan) : (made?.get(address) ?? address))
  return withLinks(wanted, rules, (address) => asItStands(address) ?? anew(address))
}
