import { asItGoesOut, type LinkPlan } from '#contract/link-address'
import type { Network, Rules } from '#networks/network'
import { rulesWithLinks } from '#networks/post-links'

// What a network's folder says of its limits is found by its place, so that a new network is only a new folder.
const rules = import.meta.glob<Network['rulesFor']>('../../networks/*/rules.ts', { eager: true, import: 'rulesFor' })

/** The rules of a network for an account with these limits; with `links`, for what its post's addresses will be when it goes out. */
export function rulesOf({
  network,
  limits,
  links,
}: {
  readonly network: string
  readonly limits: Parameters<Network['rulesFor']>[0]
  readonly links?: LinkPlan | undefined
}): Rules | undefined {
  const own = rules[`../../networks/${network}/rules.ts`]?.(limits)
  return own && links ? rulesWithLinks(own, (address) => asItGoesOut(address, links)) : own
}
