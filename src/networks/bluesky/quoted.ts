import type { Settings } from '../network.ts'

/** A post by whose repository it lies in and its key there. */
export interface QuotedPost {
  /** A handle or a DID. */
  readonly repo: string
  readonly rkey: string
}

/** The address of the post to quote as it was written; '' where none is. */
export function quoteIn(settings: Settings): string {
  const written = settings['quote']
  return typeof written === 'string' ? written.trim() : ''
}

/** Reads the address of a post, as a browser shows it or as the network writes it; undefined where it is neither. */
export function quotedPost(address: string): QuotedPost | undefined {
  const [, repo, rkey] = atAddress.exec(address) ?? webAddress.exec(address) ?? []
  return repo && rkey ? { repo, rkey } : undefined
}

const name = String.raw`(did:[a-z]+:[A-Za-z0-9._:%-]+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`
const key = '([A-Za-z0-9._:~-]{1,512})'
const atAddress = new RegExp(`^at://${name}/app\\.bsky\\.feed\\.post/${key}$`)
/** Other apps show the network's posts under the same path. */
const webAddress = new RegExp(`^https?://[^/\\s]+(?:/[^/\\s]+)*?/profile/${name}/post/${key}/?(?:[?#]\\S*)?$`)
