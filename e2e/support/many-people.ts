import type { Owner } from './owner.ts'

/** One member from many addresses, for a Hearth with HEARTH_TRUST_PROXY: programs ask more often than one address may. */
export function asManyPeople(owner: Owner): Owner {
  let asked = 0
  const from = () => {
    asked += 1
    return `10.1.${Math.floor(asked / 200) % 256}.${asked % 200}`
  }
  return { ...owner, call: (method, path, body, headers) => owner.call(method, path, body, { ...headers, 'x-forwarded-for': from() }) }
}
