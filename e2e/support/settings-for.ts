/** Options of a network as settings of the installation. */
export function settingsFor(network: string, options: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [`HEARTH_${network.toUpperCase()}_${name.toUpperCase()}`, value]),
  )
}
