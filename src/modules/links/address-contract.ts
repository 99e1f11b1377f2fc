import type { Utm, UtmName } from './utm-contract.ts'

// What becomes of an address, for the page and the server alike; a schema library would weigh more than all of it.

/** What becomes of the addresses in one account's copy of a post. `own`: how short addresses of this workspace begin, without their scheme; they stay as they are. */
export type LinkPlan =
  | { readonly way: 'utm'; readonly utm: Utm; readonly own: string[] }
  /** `short`: how the short address will begin; its code follows. */
  | { readonly way: 'shorten'; readonly short: string; readonly own: string[] }

/** Longer ones stay as they are: no short link leads to them. */
const longestTarget = 2000

/**
 * The address as it will stand in the post. A short one has its length and its look, but not its code, which is made when the post goes
 * out: this one is made of the address, so that two addresses stay two. Pure.
 */
export function asItGoesOut(address: string, plan: LinkPlan): string {
  if (!isReplaced(address, plan)) return address
  return plan.way === 'utm' ? withUtm(address, plan.utm) : plan.short + codeLike(address)
}

/** Does it go out as something else? */
export function isReplaced(address: string, { own }: Pick<LinkPlan, 'own'>): boolean {
  if (address.length > longestTarget || !URL.canParse(address)) return false
  const { host, pathname } = new URL(address)
  return !own.some((beginning) => (host + pathname).startsWith(beginning))
}

/** Base58: no 0, O, I or l, which people read for one another. */
export const codeLetters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** Two million million codes. */
export const codeLength = 7

function codeLike(address: string): string {
  let hash = 0
  for (const character of address) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0
  return Array.from(
    { length: codeLength },
    (_, place) => codeLetters[Math.floor(hash / codeLetters.length ** place) % codeLetters.length],
  ).join('')
}

const utmNames = ['source', 'medium', 'campaign', 'term', 'content'] as const satisfies readonly UtmName[]

/** The address with these parameters. What its author wrote stays, also where it says otherwise. @throws where the address is none. */
export function withUtm(address: string, utm: Utm): string {
  const url = new URL(address)
  const missing = utmNames.flatMap((name) => {
    const value = utm[name] ?? ''
    return value === '' || url.searchParams.has(`utm_${name}`) ? [] : [[`utm_${name}`, value] as const]
  })
  return missing.length === 0 ? address : withParameters(url, missing)
}

/** Was it made of the other by parameters alone? */
export function isTagged(address: string, untagged: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(untagged)) return false
  const { searchParams } = new URL(address)
  const utm = Object.fromEntries(utmNames.map((name) => [name, searchParams.get(`utm_${name}`) ?? '']))
  return withUtm(untagged, utm) === address
}

/** Added to the query as text: what is there is not written anew, which might change it for a server that reads it in its own way. */
export function withParameters(url: URL, parameters: readonly (readonly [string, string])[]): string {
  const added = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  const whole = new URL(url)
  whole.search = url.search === '' ? added : `${url.search.slice(1)}&${added}`
  return whole.href
}
