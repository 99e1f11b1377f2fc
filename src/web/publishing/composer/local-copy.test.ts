import { expect, test } from 'vitest'

import { newDraft, newPart } from './draft-content.ts'
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
  const draft = { ...base.draft, parts: base.draft.parts.map((part) => ({ ...part, images })) }
  localCopies(place, 'brand').keep('new', { ...base, draft })
  expect(
    localCopies(place, 'brand')
      .find('new')
      ?.draft.parts[0]?.images.map((image) => image.key),
  ).toEqual(['2'])
})

test('what is not a copy is not found', () => {
  const place = storage()
  place.setItem('hearth.unsaved.brand.new', '{"draft":{"parts":[{}],"languages":[]},"accountIds":[],"choice":{}}')
  expect(localCopies(place, 'brand').find('new')).toBeUndefined()
  place.setItem('hearth.unsaved.brand.new', '{half')
  expect(localCopies(place, 'brand').find('new')).toBeUndefined()
})
