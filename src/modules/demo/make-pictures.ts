import type { MediaItem } from '#contract/media'
import { turns } from '#kit/turns'

import { drawPicture } from './draw-picture.ts'
import type { Around } from './make-accounts.ts'
import type { Shown } from './story.ts'

/** As many as a small machine can take in at once. */
const atOnce = 3

/** Puts every picture of the plan into the brand's library, with its alternative text. Answers them by that text. */
export async function makePictures(around: Around, tell: (share: number) => Promise<void>): Promise<ReadonlyMap<string, MediaItem>> {
  const { plan, drafts, now } = around.story
  const wanted = new Map([...plan, ...drafts, now].flatMap(({ pictures = [] }) => pictures).map((picture) => [picture.alt, picture]))
  const inTurn = turns(atOnce)
  const items = new Map<string, MediaItem>()
  const adding = [...wanted.values()].map((picture) =>
    inTurn(async () => {
      items.set(picture.alt, await addPicture(around, picture))
      await tell(items.size / wanted.size)
    }),
  )
  await Promise.all(adding)
  return items
}

async function addPicture({ api, brandId }: Around, picture: Shown): Promise<MediaItem> {
  const bytes = await drawPicture(picture, 1080)
  const file = new File([Buffer.from(bytes)], `${picture.scene}-${picture.light}.jpg`, { type: 'image/jpeg' })
  const { id } = await api.media.upload({ brandId, file })
  return api.media.describe({ mediaId: id, alt: picture.alt })
}
