/** Where a post of a story stands. A network that has no stand-in is passed over. */
export const all: readonly string[] = ['bluesky', 'mastodon', 'x', 'instagram']
/** Where no picture is needed. */
export const words: readonly string[] = ['bluesky', 'mastodon', 'x']
