/** Options of a network as settings of the installation. */
export function settingsFor(network: string, options: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [settingFor(network, name), value]))
}

/** What an option of a network is called among the settings of the installation. */
export function settingFor(network: string, name: string): string {
  return `HEARTH_${network.toUpperCase().replaceAll('-', '_')}_${name.toUpperCase()}`
}
