import type { Network, Rules } from '#networks/network'

// What a network's folder says of its limits is found by its place, so that a new network is only a new folder.
const rules = import.meta.glob<Network['rulesFor']>('../../networks/*/rules.ts', { eager: true, import: 'rulesFor' })

/** The rules of a network for an account with these limits. */
export function rulesOf({
  network,
  limits,
}: {
  readonly network: string
  readonly limits: Parameters<Network['rulesFor']>[0]
}): Rules | undefined {
  return rules[`../../networks/${network}/rules.ts`]?.(limits)
}
