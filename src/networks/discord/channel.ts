import type { Json } from '#kit/json'

/** What `Connected.limits` says of a channel, and of who speaks there. */
export interface Channel {
  readonly way: 'bot' | 'webhook'
  /** A webhook does not tell. */
  readonly kind: ChannelKind
  /** May the bot read what others write without naming it? */
  readonly content: boolean
}

export type ChannelKind = 'text' | 'announcement' | 'forum' | 'unknown'

/** Reads what was kept, without a schema: this runs in the browser. A text channel with a bot where nothing is told. */
export function channelOf(limits: Json): Channel {
  const kind = field(limits, 'kind')
  return {
    way: field(limits, 'way') === 'webhook' ? 'webhook' : 'bot',
    kind: kind === 'announcement' || kind === 'forum' || kind === 'unknown' ? kind : 'text',
    content: field(limits, 'content') !== false,
  }
}

function field(kept: Json, name: string): unknown {
  return new Map(typeof kept === 'object' && kept !== null ? Object.entries(kept) : []).get(name)
}
