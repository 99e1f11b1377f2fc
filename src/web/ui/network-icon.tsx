import { Globe } from 'lucide-react'

import { networkName, networkWeb } from '../networks.ts'

/** A network's icon, the only place with its colours. With `label`, or its name stands beside it. */
export function NetworkIcon({ network, size = 16, label = true }: { network: string; size?: number; label?: boolean }) {
  const Icon = networkWeb(network)?.Icon
  const name = label ? { role: 'img', 'aria-label': networkName(network) } : { 'aria-hidden': true }
  return (
    <span {...name} style={{ display: 'inline-grid', lineHeight: 0 }}>
      {Icon ? <Icon size={size} /> : <Globe size={size} />}
    </span>
  )
}
