import { bluesky } from './bluesky/index.ts'
import { facebook } from './facebook/index.ts'
import { instagram } from './instagram/index.ts'
import { linkedin } from './linkedin/index.ts'
import { mastodon } from './mastodon/index.ts'
import type { Network } from './network.ts'
import { threads } from './threads/index.ts'
import { tiktok } from './tiktok/index.ts'
import { x } from './x/index.ts'
import { youtube } from './youtube/index.ts'

/** Every network Hearth speaks to: one line for each folder here. */
export const networks: readonly Network[] = [bluesky, facebook, instagram, linkedin, mastodon, threads, tiktok, x, youtube]

/** The network with this id; undefined where the folder is gone but its accounts are still in the database. */
export function networkById(id: string): Network | undefined {
  return networks.find((network) => network.id === id)
}
