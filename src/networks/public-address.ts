import { isPublicAddress } from '#kit/addresses'

/** Could a network on the internet fetch from this address? A name is believed, unless it is one of those that lead nowhere outside. */
export function isReachableFromOutside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  if (protocol !== 'https:') return false
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (/^[\d.]+$/.test(host) || host.includes(':')) return isPublicAddress(host)
  return host.includes('.') && !inner.test(host)
}

/** Reserved for networks of one's own (RFC 2606, 6761, 6762, 8375, and ICANN's `internal`). */
const inner = /\.(?:local|localhost|internal|intranet|lan|home|corp|home\.arpa|test|invalid|onion)\.?$/i
