import { Globe } from 'lucide-react'

import { useLanguage } from '../language/text-provider.tsx'
import { networkWeb, useNetworkTexts } from '../networks.ts'

/** A network's icon, the only place with its colours. With `label`, or its name stands beside it. */
export function NetworkIcon({ network, size = 16, label = true }: { network: string; size?: number; label?: boolean }) {
  const { language } = useLanguage()
  const known = useNetworkTexts()
  const Icon = networkWeb(network)?.Icon
  const name = label ? { role: 'img', 'aria-label': known.get(network)?.[language]['name'] ?? network } : { 'aria-hidden': true }
  return (
    <span {...name} style={{ display: 'inline-grid', lineHeight: 0 }}>
      {Icon ? <Icon size={size} /> : <Globe size={size} />}
    </span>
  )
}
