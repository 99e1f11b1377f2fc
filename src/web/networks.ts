import type { ComponentType } from 'react'

import type { Reason } from '#contract/connections'
import type { Language } from '#kit/contract'

/** What a network's folder shows in the page. */
export interface NetworkWeb {
  Icon: ComponentType<{ size?: number }>
}

/** A network's own look, if it has one. */
export function networkWeb(_network: string): NetworkWeb | undefined {
  return undefined
}

/** The name people know; the id until its folder is there. */
export function networkName(network: string): string {
  return network
}

export function reasonText(_asked: { language: Language; network: string | undefined; reason: Reason }): string | undefined {
  return undefined
}
