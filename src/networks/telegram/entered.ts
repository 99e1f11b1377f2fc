/** A bot's number, a colon and its secret, as BotFather writes them. */
export function isToken(written: string): boolean {
  return /^\d{5,20}:[\w-]{30,}$/.test(written)
}

/** The channel that somebody means: by its name, its address, or its number. undefined where it is none of these. */
export function channelIn(written: string): string | number | undefined {
  const bare = written
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^(?:t|telegram)\.me\//i, '')
    .replace(/\/+$/, '')
  if (/^-100\d{5,}$/.test(bare)) return Number(bare)
  // The address of a post in a channel without a name: its number stands without what the API puts before it.
  const inside = /^c\/(\d{5,})(?:\/\d+)?$/.exec(bare)?.[1]
  if (inside !== undefined) return Number(`-100${inside}`)
  const name = /^@?([a-z][a-z0-9_]{3,31})(?:\/\d+)?$/i.exec(bare)?.[1]
  return name === undefined ? undefined : `@${name}`
}
