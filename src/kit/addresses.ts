import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

import ipaddr from 'ipaddr.js'

import { RequestFailure } from './request-failure.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

/** Every address of a host name. Rejects where there is none. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

/** Is this an address on the public internet that names one machine? Not this host, not its networks, no relay that leads back to them. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  const inner = embeddedIPv4(parsed)
  if (inner) return inner.range() === 'unicast'
  return parsed.range() === 'unicast' && parsed.match(globalUnicast)
}

/** Throws unless the URL may be asked at all: https, or one of the allowed origins; no literal address that is not public. */
export function checkUrl(url: URL, allowOrigins: ReadonlySet<string>): void {
  if (allowOrigins.has(url.origin)) return
  if (url.protocol !== 'https:') throw refused(`Only https addresses are asked, and ${url.origin} is not among the allowed origins.`)
  const host = literalHost(url.hostname)
  if (host !== undefined && !isPublicAddress(host)) throw refused(`${url.hostname} is not a public address.`)
}

/** Throws when a URL as written hides its address (decimal, octal, short or hexadecimal notation). */
export function checkSpelling(written: string, url: URL): void {
  if (isIP(url.hostname) === 4 && !written.includes(url.hostname)) throw refused(`Write the address ${url.hostname} in the usual way.`)
}

/** The addresses to connect to. One address that is not public makes the whole name suspect. */
export async function resolveSafely(hostname: string, resolve: Resolve, privateAllowed: boolean): Promise<readonly Address[]> {
  const addresses = await resolve(hostname).catch((cause: unknown) => {
    throw new RequestFailure(`The name ${hostname} could not be found.`, { stage: 'dns', sent: false, cause })
  })
  if (addresses.length === 0) throw new RequestFailure(`The name ${hostname} has no address.`, { stage: 'dns', sent: false })
  const bad = privateAllowed ? undefined : addresses.find(({ address }) => !isPublicAddress(address))
  if (bad) throw refused(`${hostname} leads to ${bad.address}, which is not a public address.`)
  return addresses
}

const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3]
const nat64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96]

/** Behind NAT64 and 6to4 stands an IPv4 address, which is the one that counts. */
function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const bytes = address.toByteArray()
  if (address.match(nat64)) return new ipaddr.IPv4(bytes.slice(12, 16))
  if (address.range() === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6))
  return undefined
}

function literalHost(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) ? bare : undefined
}

function refused(message: string): RequestFailure {
  return new RequestFailure(message, { stage: 'refused', sent: false })
}
