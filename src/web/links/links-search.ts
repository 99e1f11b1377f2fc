/** What the list of short links shows, kept in the address. */
export interface LinksSearch {
  readonly text?: string | undefined
  /** Links that were made for posts; otherwise those that members made. */
  readonly made?: 'for-posts' | undefined
  /** The link that is open. */
  readonly link?: string | undefined
}

/** Reads the address; what it does not understand it leaves out. */
export function readLinksSearch({ text, made, link }: Readonly<Record<string, unknown>>): LinksSearch {
  return {
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
    ...(made === 'for-posts' ? { made } : {}),
    ...(typeof link === 'string' && link !== '' ? { link } : {}),
  }
}
