import type { Config } from './config.ts'

/** What kept Hearth from starting, in a sentence that says what to do; undefined for a fault of ours, whose stack is worth more. */
export function whyNotStarted(error: unknown, config: Config | undefined): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const sentence = sentences[code]?.(config)
  if (sentence !== undefined) return sentence
  // Our own refusals to start are plain errors with a sentence; what the language throws is not.
  return error.constructor === Error || error.name === 'ConfigError' ? error.message : undefined
}

const sentences: Readonly<Record<string, (config: Config | undefined) => string>> = {
  EADDRINUSE: (config) =>
    `Something already listens on ${config?.host ?? 'this address'}, port ${config?.port ?? 0}. Stop it (perhaps another Hearth), or choose another port with HEARTH_PORT.`,
  EADDRNOTAVAIL: (config) => `This machine has no address ${config?.host ?? ''}. Set HEARTH_HOST to one it has, or to 0.0.0.0 for all.`,
  EACCES: (config) =>
    `Hearth may not write to ${config?.dataDir ?? 'its data folder'}, or not listen on port ${config?.port ?? 0}. Give its account the folder, set HEARTH_DATA to another, or choose a port above 1023.`,
  EROFS: (config) => `${config?.dataDir ?? 'The data folder'} cannot be written to. Set HEARTH_DATA to a folder that can.`,
  ENOSPC: (config) => `The disk under ${config?.dataDir ?? 'the data folder'} is full. Make room and start again; nothing is lost.`,
  ECONNREFUSED: () =>
    'Nothing answers at the address in DATABASE_URL. Check host and port, and that PostgreSQL runs and accepts connections from here.',
  ENOTFOUND: () => 'The host in DATABASE_URL is not known. Check its spelling and the name service.',
  ETIMEDOUT: () => 'The database at DATABASE_URL does not answer. Check host, port and firewall.',
  '28P01': () => 'The database refused the password in DATABASE_URL. Correct it and start again.',
  '28000': () => 'The database refuses this account from here. Check the account in DATABASE_URL and the server’s pg_hba.conf.',
  '3D000': () => 'The database named in DATABASE_URL does not exist. Make it with: createdb NAME',
  '42501': () => 'The account in DATABASE_URL may not create schemas. Make it the owner of the database, or grant it CREATE on it.',
}
