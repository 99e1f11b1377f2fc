import { UtmName, type Utm } from '../utm-contract.ts'

/** The address with these parameters. What its author wrote stays, also where it says otherwise. @throws where the address is none. */
export function withUtm(address: string, utm: Utm): string {
  const url = new URL(address)
  const missing = UtmName.options.flatMap((name) => {
    const value = utm[name] ?? ''
    return value === '' || url.searchParams.has(`utm_${name}`) ? [] : [[`utm_${name}`, value] as const]
  })
  return missing.length === 0 ? address : withParameters(url, missing)
}

/** Added to the query as text: what is there is not written anew, which might change it for a server that reads it in its own way. */
export function withParameters(url: URL, parameters: readonly (readonly [string, string])[]): string {
  const added = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  const whole = new URL(url)
  whole.search = url.search === '' ? added : `${url.search.slice(1)}&${added}`
  return whole.href
}
