import { expect, test } from 'vitest'

import type { MediaItem } from '#contract/media'

import { savePost } from './save-post.ts'
import { content, world } from './test-world.ts'

const mediaId = '11111111-1111-4111-8111-111111111111'

/** A picture whose right of use ends at the beginning of 2099. */
const picture: MediaItem = {
  kind: 'image',
  animated: false,
  id: mediaId,
  brandId: mediaId,
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

test('what a post shows must be allowed to be shown when it goes out, also when it is changed later', async () => {
  await using here = await world({ proof: 'token' })
  here.use({ media: { ...here.needs.media, find: async (_, { ids }) => (ids.includes(mediaId) ? [picture] : []) } })
  const text = content('The garden')
  const shown = { ...text, parts: text.parts.map((part) => ({ ...part, media: [{ mediaId, alt: 'A garden' }] })) }
  const plan = (local: string) => here.create('The garden', { when: { kind: 'at', local, timeZone: 'UTC' } })
  const show = async (local: string) => {
    const { id: postId, revision, accountIds } = await plan(local)
    return savePost(here.needs, here.at.publisher.call('publishing.save'), { postId, revision, content: shown, accountIds })
  }
  expect(await show('2098-12-31T23:59')).toMatchObject({ state: 'scheduled' })
  await expect(show('2099-01-01T00:01')).rejects.toMatchObject({ code: 'MEDIA_EXPIRED', data: { names: ['Tea garden'] } })
})
