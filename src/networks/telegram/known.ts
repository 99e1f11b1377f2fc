import type { Json } from '#kit/json'

/** What is known of a channel and of the bot in it; asked for while connecting, and once a day. */
export type Known = {
  /** Whether what is said in the channel's discussion group reaches the bot, and if not, why. */
  readonly hears: Hearing
  readonly group?: Group
  /** The rights to pin, and to delete what is older than two days. */
  readonly pins: boolean
  readonly deletes: boolean
}

export type Hearing = 'comments' | 'no-group' | 'group-not-joined' | 'webhook-set'

/** The discussion group of a channel; its username where it has one. */
export type Group = { readonly id: number; readonly username?: string }

/** undefined where nothing is known yet. Without a schema, because the browser needs it too. */
export function knownOf(limits: Json): Known | undefined {
  if (typeof limits !== 'object' || limits === null || !('hears' in limits)) return undefined
  const { hears, group, pins, deletes } = limits
  const reached = hearings.find((each) => each === hears)
  if (reached === undefined) return undefined
  const linked = groupOf(group)
  return { hears: reached, ...(linked ? { group: linked } : {}), pins: pins === true, deletes: deletes === true }
}

const hearings: readonly Hearing[] = ['comments', 'no-group', 'group-not-joined', 'webhook-set']

function groupOf(group: Json | undefined): Group | undefined {
  if (typeof group !== 'object' || group === null || !('id' in group)) return undefined
  const { id, username } = group
  return typeof id === 'number' ? { id, ...(typeof username === 'string' ? { username } : {}) } : undefined
}

/** The group whose messages the bot is told of; undefined where it is told of none. */
export function heardGroup({ limits }: { readonly limits: Json }): Group | undefined {
  const known = knownOf(limits)
  return known?.hears === 'comments' ? known.group : undefined
}
