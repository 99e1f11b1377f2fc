import type { Db } from '#kit/database'
import type { ReviewedPosts } from '#modules/governance'
import { imageAddress, type MediaNeeds } from '#modules/media'

import { ContentInput } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { type MediaById, mediaOf } from './post-content.ts'
import { approvalOf } from './read-post.ts'
import { postState } from './states.ts'
import { summaryRows } from './summaries.ts'

type Shows = Pick<ReviewedPosts, 'show' | 'plan'>
type Shown = Awaited<ReturnType<ReviewedPosts['show']>>[number]
type Entry = Awaited<ReturnType<ReviewedPosts['plan']>>[number]
type Signing = Pick<MediaNeeds, 'clock' | 'secretKey' | 'publicUrl'>

/** Posts as people outside see them: no id that opens anything, pictures by addresses that soon run out. */
export function shownPosts(needs: PublishingNeeds, signing: Signing): Shows {
  return {
    show: async (db, { workspaceId, said }) => {
      const contents = said.map(({ content }) => ContentInput.parse(content))
      const [media, accounts] = [await mediaOf(needs, db, { workspaceId, contents }), await namesOf(needs, db, { workspaceId, said })]
      return contents.map((content, index) => ({
        parts: content.parts.map((part) => shownPart(part, { workspaceId, media, signing })),
        variants: Object.entries(content.variants).flatMap(([network, { parts }]) =>
          parts ? [{ network, texts: parts.map(({ text }) => text) }] : [],
        ),
        accounts: (said[index]?.accountIds ?? []).flatMap((id) => accounts.get(id) ?? []),
      }))
    },
    plan: (db, asked) => planOf(needs, db, { ...asked, signing }),
  }
}

async function namesOf(
  { accounts }: PublishingNeeds,
  db: Db,
  { workspaceId, said }: Parameters<ReviewedPosts['show']>[1],
): Promise<ReadonlyMap<string, Shown['accounts'][number]>> {
  const ids = [...new Set(said.flatMap(({ accountIds }) => accountIds))]
  const names = ids.length === 0 ? [] : await accounts.names(db, { workspaceId, ids })
  return new Map(names.map(({ id, handle, network }) => [id, { id, handle, network }]))
}

interface Around {
  readonly workspaceId: string
  readonly media: MediaById
  readonly signing: Signing
}

function shownPart(
  { text, link, poll, media: shown }: ContentInput['parts'][number],
  { workspaceId, media, signing }: Around,
): Shown['parts'][number] {
  return {
    text,
    ...(link ? { link: { url: link.url, title: link.title } } : {}),
    ...(poll ? { poll: poll.options } : {}),
    media: shown.flatMap(({ mediaId, alt }) => {
      const item = media.get(mediaId)
      if (!item) return []
      const url = imageAddress(signing, { workspaceId, item })
      return [{ kind: item.kind, alt, name: item.title || item.fileName, ...(url === undefined ? {} : { url }) }]
    }),
  }
}

const mostAtOnce = 500

async function planOf(
  needs: PublishingNeeds,
  db: Db,
  { workspaceId, brandId, accountIds, from, to, signing }: Parameters<ReviewedPosts['plan']>[1] & { signing: Signing },
): Promise<Entry[]> {
  const rows = await summaryRows(db, workspaceId)
    .where('post.brand_id', '=', brandId)
    .where('post.shown_at', '>=', new Date(from.epochMilliseconds))
    .where('post.shown_at', '<', new Date(to.epochMilliseconds))
    .orderBy('post.shown_at')
    .orderBy('post.id')
    .limit(mostAtOnce)
    .execute()
  // A post on an account that is not shared is not shared either.
  const shared = rows.filter(({ account_ids }) => accountIds.length === 0 || account_ids.every((id) => accountIds.includes(id)))
  const ids = shared.flatMap(({ thumb_media_id }) => thumb_media_id ?? [])
  const media = await mediaOf(needs, db, { workspaceId, contents: [], ids })
  return shared.flatMap((row) => {
    const state = stateOf(row)
    if (!state || row.shown_at === null) return []
    const item = row.thumb_media_id === null ? undefined : media.get(row.thumb_media_id)
    const thumbUrl = item && imageAddress(signing, { workspaceId, item })
    return [
      {
        postId: row.id,
        firstLine: row.first_line,
        networks: [...new Set(row.deliveries.map(({ network }) => network))],
        at: row.shown_at.toISOString(),
        state,
        ...(thumbUrl === undefined ? {} : { thumbUrl }),
      },
    ]
  })
}

/** What did not go out, was taken down or is a draft again is not for people outside. */
function stateOf(
  row: Parameters<typeof approvalOf>[0] & { readonly deliveries: Parameters<typeof postState>[0] },
): Entry['state'] | undefined {
  const state = postState(row.deliveries)
  if (state === 'published') return 'published'
  return state === 'scheduled' || state === 'sending' ? (approvalOf(row).approval ?? 'planned') : undefined
}
