import type { MediaItem } from '#contract/media'

import type { ContentInput } from './contract.ts'
import { content, type World } from './test-world.ts'

const id = '11111111-1111-4111-8111-111111111111'

/** The one picture of the library, whose right of use ends at the beginning of 2099. */
export const picture: MediaItem = {
  kind: 'image',
  animated: false,
  id,
  brandId: id,
  fileName: 'tea.jpg',
  title: 'Tea garden',
  tags: [],
  rights: { holder: 'A photographer', licence: 'one year', expiresAt: '2099-01-01T00:00:00Z' },
  mimeType: 'image/png',
  bytes: 100,
  width: 64,
  height: 48,
  alt: '',
  url: '/media/tea',
  thumbUrl: '/media/tea',
  createdAt: '2026-01-01T00:00:00Z',
}

/** The library has that picture, as it is at the moment. */
export function hang(here: World, as: Partial<Pick<MediaItem, 'rights'>> = {}): void {
  here.use({ media: { ...here.needs.media, find: async (_, { ids }) => (ids.includes(id) ? [{ ...picture, ...as }] : []) } })
}

/** A post that shows it. */
export function showing(text: string, alt: string): ContentInput {
  const plain = content(text)
  return { ...plain, parts: plain.parts.map((part) => ({ ...part, media: [{ mediaId: id, alt }] })) }
}
