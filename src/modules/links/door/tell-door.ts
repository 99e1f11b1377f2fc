import type { Tx } from '#kit/database'
import { announce } from '#kit/live'

/** The doors of all processes listen here; what they hear is no secret and names no workspace. */
export const doorChannel = 'links.door'

/** Something that a door may have in memory changes with this transaction. */
export async function tellDoor(tx: Tx, news: readonly DoorNews[]): Promise<void> {
  await announce(tx, { to: doorChannel, topics: news.map(asTopic) })
}

export type DoorNews =
  /** `new-link`: whoever asked for it before heard that there is none. */
  | { readonly kind: 'link' | 'new-link'; readonly host: string; readonly code: string }
  | { readonly kind: 'brand'; readonly brandId: string }
  | { readonly kind: 'hosts' }

function asTopic(news: DoorNews): string {
  if (news.kind === 'hosts') return 'hosts'
  return news.kind === 'brand' ? `brand:${news.brandId}` : `${news.kind}:${linkKey(news)}`
}

/** A host has no slash, so this is one link's alone. */
export function linkKey({ host, code }: { readonly host: string; readonly code: string }): string {
  return `${host}/${code}`
}
