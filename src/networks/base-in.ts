import type { NetworkEnvironment } from './network.ts'

/** A base address of a network, without a slash at the end: as the installation's options say, else the real one. For connecting; an account keeps those it was connected with. */
export function baseIn(options: NetworkEnvironment['options'], name: string, real: string): string {
  return options[name]?.replace(/\/+$/, '') || real
}
