/** E-mail addresses as people list them: one on each line, or with commas between. */
export function addressesIn(typed: string): string[] {
  return [...new Set(typed.split(/[\s,;，；、]+/).filter((address) => address !== ''))]
}

/** The first that is no address. */
export function wrongAddress(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(address))
}
