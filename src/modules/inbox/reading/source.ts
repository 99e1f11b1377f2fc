import type { Inbox } from '#networks/network'

/** One source of one account. */
export interface Source {
  readonly workspaceId: string
  readonly accountId: string
  readonly source: string
}

/** Not a list of the network's, but what is known here and looked for again. No network calls a source of its own so. */
export const knownHere = 'known-here'

/** What is read of an account by itself, by name. */
export function sourcesOf({ sources = [], lookingAgain }: Partial<Pick<Inbox, 'sources' | 'lookingAgain'>> = {}): readonly string[] {
  return [...sources.map(({ name }) => name), ...(lookingAgain?.round === undefined ? [] : [knownHere])]
}
