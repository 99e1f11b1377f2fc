import { expect, test } from 'vitest'

import { newDraft, newPart } from './draft.ts'
import { unfinishedUploads } from './unfinished-uploads.ts'

test('what was on its way comes back into its place, and what has arrived is not remembered', () => {
  const kept = new Map<string, string>()
  const storage = {
    length: 0,
    key: () => null,
    clear: () => kept.clear(),
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  const shelf = unfinishedUploads(storage, 'brand')
  const file = new File(['film'], 'roast.mp4', { type: 'video/mp4' })
  const film = { key: '1', alt: 'A drum', upload: { file, progress: 0.4, uploadId: 'known' } }
  const picture = { key: '2', alt: '', mediaId: 'there' }
  const text = newDraft('en')
  const parts = [newPart('One'), { ...newPart('Two'), media: [picture, film] }]
  shelf.keep('post', { ...text, parts })
  const saved = { ...text, parts: [newPart('One'), { ...newPart('Two'), media: [picture] }] }
  expect(shelf.restore('post', saved).parts.map(({ media }) => media)).toEqual([
    [],
    [
      picture,
      {
        key: expect.any(String),
        alt: 'A drum',
        stopped: { uploadId: 'known', name: 'roast.mp4', type: 'video/mp4', bytes: 4, progress: 0.4 },
      },
    ],
  ])
  shelf.keep('post', saved)
  expect(shelf.restore('post', saved)).toBe(saved)
})
