import type { ComponentType } from 'react'

import type { Network, Rules } from '#networks/network'
import type { PreviewProps } from '#networks/web-post'

// What a network's folder adds to the composer is found by its place, so that a new network is only a new folder.
const rules = import.meta.glob<Network['rulesFor']>('../../networks/*/rules.ts', { eager: true, import: 'rulesFor' })
const previewFiles = import.meta.glob<ComponentType<PreviewProps>>('../../networks/*/web-preview.tsx', { eager: true, import: 'Preview' })

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

/** The preview of each network that has one, by the network's name. */
export const previews: Readonly<Record<string, ComponentType<PreviewProps>>> = Object.fromEntries(
  Object.entries(previewFiles).map(([path, preview]) => [path.split('/').at(-2) ?? path, preview]),
)
