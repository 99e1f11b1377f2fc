import type { Tx } from '#kit/database'
import { videosOf } from '#networks/media'

import type { ContentInput } from './contract.ts'
import type { AccountFacts, PublishingNeeds } from './needs.ts'
import { mediaOf, toPostContent } from './post-content.ts'

/** Has the videos of a planned post made as its networks want them, in the same transaction, so that they are ready in time. */
export async function prepareVideos(
  needs: Pick<PublishingNeeds, 'media' | 'network'>,
  tx: Tx,
  post: { readonly workspaceId: string; readonly content: ContentInput; readonly accounts: readonly AccountFacts[] },
): Promise<void> {
  const { workspaceId, content } = post
  const media = await mediaOf(needs, tx, { workspaceId, contents: [content] })
  if ([...media.values()].every(({ kind }) => kind !== 'video')) return
  const wanted = post.accounts.flatMap(({ network, limits }) => {
    const shown = toPostContent(content, { network, media })
    const rules = shown && needs.network(network)?.rulesFor(limits).videosFor?.(shown.settings)
    return rules ? shown.parts.flatMap((part) => videosOf(part)).map((video) => ({ video, rules })) : []
  })
  if (wanted.length > 0) await needs.media.prepare(tx, { workspaceId, wanted })
}
