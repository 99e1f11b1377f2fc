/** Browsers without Temporal get it before the first screen; the others load nothing. */
export async function bringTemporal(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
}
