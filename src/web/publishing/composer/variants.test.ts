import { expect, test } from 'vitest'

import type { SettingField } from '#networks/network'

import { changePart, type Parts } from './draft-parts.ts'
import { newDraft, newPart, type Draft } from './draft.ts'
import { changeMedia, changeParts, changeSetting, followCommon, isEmpty, isTailored, partsOn, settingsOn } from './variants.ts'

const visibility: SettingField = { name: 'visibility', kind: 'choice', options: ['public', 'unlisted'], usual: 'public' }

function draftOf(...texts: string[]): Draft {
  return { ...newDraft('en'), parts: texts.map((text) => newPart(text)) }
}

function write(draft: Draft, network: string | undefined, text: string): Draft {
  return changeParts(draft, network, (parts) => changePart(parts, parts[0]?.key ?? '', (part) => ({ ...part, text })))
}

const textsOf = (parts: Parts) => parts.map(({ text }) => text)

test('a network follows the common text until something is changed in it', () => {
  const common = write(draftOf('Warm bread'), undefined, 'Warmer bread')
  expect(textsOf(partsOn(common, 'x'))).toEqual(['Warmer bread'])
  const tailored = write(common, 'x', 'Bread!')
  expect(isTailored(tailored, 'x')).toBe(true)
  const later = write(tailored, undefined, 'Cold bread')
  expect([textsOf(partsOn(later, 'x')), textsOf(partsOn(later, 'mastodon'))]).toEqual([['Bread!'], ['Cold bread']])
})

test('a change that changes nothing, or is taken back by hand, leaves no text of its own', () => {
  const draft = draftOf('Warm bread')
  expect(changeParts(draft, 'x', (parts) => parts)).toBe(draft)
  expect(write(write(draft, 'x', 'Warm brea'), 'x', 'Warm bread').variants).toEqual({})
})

test('following again drops the text and keeps the settings', () => {
  const draft = changeSetting(write(draftOf('Warm bread'), 'mastodon', 'Bread!'), 'mastodon', { field: visibility, value: 'unlisted' })
  const again = followCommon(draft, 'mastodon')
  expect([isTailored(again, 'mastodon'), settingsOn(again, 'mastodon')]).toEqual([false, { visibility: 'unlisted' }])
})

test('a setting with its usual value is not kept', () => {
  const draft = changeSetting(draftOf('Warm bread'), 'mastodon', { field: visibility, value: 'unlisted' })
  expect(changeSetting(draft, 'mastodon', { field: visibility, value: 'public' }).variants).toEqual({})
  const warned = changeSetting(draft, 'mastodon', { field: { name: 'warning', kind: 'text', maxLength: 100 }, value: 'Food' })
  expect(settingsOn(warned, 'mastodon')).toEqual({ visibility: 'unlisted', warning: 'Food' })
})

test('an image that arrives is there for a network that went its own way while it was uploading', () => {
  const draft = draftOf('Warm bread')
  const uploading = { ...draft, parts: draft.parts.map((part) => ({ ...part, media: [{ key: 'image', alt: '' }] })) }
  const arrived = changeMedia(write(uploading, 'x', 'Bread!'), 'image', (image) => ({ ...image, mediaId: 'media' }))
  expect([arrived.parts, partsOn(arrived, 'x')].map((parts) => parts[0]?.media[0]?.mediaId)).toEqual(['media', 'media'])
})

test('a post of which only one network says something is not empty', () => {
  expect(isEmpty(draftOf('  '))).toBe(true)
  expect(isEmpty(write(draftOf(''), 'x', 'Bread!'))).toBe(false)
})
