import { expect, test } from 'vitest'

import { newDraft, newPart } from './draft.ts'
import { localCopies, type LocalCopy } from './local-copy.ts'

function storage(room = 1_000_000): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem(key, value) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError')
      items.set(key, value)
    },
  }
}

function copy(text: string): LocalCopy {
  return {
    draft: { ...newDraft('en'), parts: [newPart(text)] },
    accountIds: ['a'],
    choice: { kind: 'now' },
    keptAt: '2026-11-24T08:00:00Z',
  }
}

test('what was typed is found again after the page is gone, until it is dropped', () => {
  const place = storage()
  localCopies(place, 'brand').keep('new', copy('Warm bread at nine'))
  expect(localCopies(place, 'brand').find('new')?.draft.parts[0]?.text).toBe('Warm bread at nine')
  expect(localCopies(place, 'another').find('new')).toBeUndefined()
  localCopies(place, 'brand').drop('new')
  expect(localCopies(place, 'brand').find('new')).toBeUndefined()
})

test('a full device says so instead of failing', () => {
  expect(localCopies(storage(100), 'brand').keep('new', copy('x'.repeat(500)))).toBe('no-room')
})

test('an image whose upload is not finished is left out, the finished ones stay', () => {
  const place = storage()
  const images = [
    { key: '1', alt: '', upload: { file: new File(['x'], 'x.png'), progress: 0.4 } },
    { key: '2', alt: 'bread', mediaId: 'm' },
  ]
  const base = copy('with images')
  const draft = { ...base.draft, parts: base.draft.parts.map((part) => ({ ...part, media: images })) }
  localCopies(place, 'brand').keep('new', { ...base, draft })
  expect(
    localCopies(place, 'brand')
      .find('new')
      ?.draft.parts[0]?.media.map((image) => image.key),
  ).toEqual(['2'])
})

test('what is not a copy is not found', () => {
  const place = storage()
  place.setItem('hearth.unsaved.brand.new', '{"draft":{"parts":[{}],"languages":[]},"accountIds":[],"choice":{}}')
  expect(localCopies(place, 'brand').find('new')).toBeUndefined()
  place.setItem('hearth.unsaved.brand.new', '{half')
  expect(localCopies(place, 'brand').find('new')).toBeUndefined()
})

test('a copy of a version before there were variants opens without any, and a broken one is refused', () => {
  const place = storage()
  const { draft, ...rest } = copy('Warm bread')
  const { variants: _, ...old } = draft
  place.setItem('hearth.unsaved.brand.new', JSON.stringify({ ...rest, draft: old }))
  expect(localCopies(place, 'brand').find('new')?.draft).toEqual(draft)
  place.setItem('hearth.unsaved.brand.new', JSON.stringify({ ...rest, draft: { ...old, variants: { x: { settings: {}, parts: ['?'] } } } }))
  expect(localCopies(place, 'brand').find('new')?.draft.variants).toEqual({})
  place.setItem('hearth.unsaved.brand.new', JSON.stringify({ ...rest, draft: { ...old, parts: 'none' } }))
  expect(localCopies(place, 'brand').find('new')).toBeUndefined()
})

test('a network’s own text is kept, without the images that are still on their way', () => {
  const place = storage()
  const base = copy('Warm bread')
  const images = [{ key: '1', alt: '', upload: { file: new File(['x'], 'x.png'), progress: 0.4 } }]
  const variants = { x: { settings: { replies: 'all' }, parts: [{ ...newPart('Bread!'), media: images }] } }
  localCopies(place, 'brand').keep('new', { ...base, draft: { ...base.draft, variants } })
  expect(localCopies(place, 'brand').find('new')?.draft.variants).toMatchObject({
    x: { settings: { replies: 'all' }, parts: [{ text: 'Bread!', media: [] }] },
  })
})

test('the request that creates a draft is found again, also one of a version before there were variants', () => {
  const place = storage()
  const written = { content: { parts: [], languages: [] }, accountIds: [] }
  place.setItem('hearth.creating.brand', JSON.stringify({ written, key: 'key' }))
  expect(localCopies(place, 'brand').creating.read()?.written.content.variants).toEqual({})
})
