import type { Patterns, Preset } from '../utm-contract.ts'
import { usualPatterns } from './fill-patterns.ts'

export interface For {
  readonly campaignId?: string | undefined
  readonly network?: string | undefined
}

/** The narrowest preset that fits: campaign and network, then campaign, then network, then the brand's own, then what is usual. */
export function choosePreset(presets: readonly Preset[], { campaignId, network }: For): Patterns {
  const fitting = presets.filter(
    (preset) =>
      (preset.campaignId === undefined || preset.campaignId === campaignId) && (preset.network === undefined || preset.network === network),
  )
  const [narrowest] = fitting.toSorted((one, other) => narrowness(other) - narrowness(one))
  return narrowest?.patterns ?? usualPatterns
}

function narrowness({ campaignId, network }: For): number {
  return (campaignId === undefined ? 0 : 2) + (network === undefined ? 0 : 1)
}
