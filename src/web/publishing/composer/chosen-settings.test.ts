import { expect, test } from 'vitest'

import type { SettingField } from '#networks/network'

import { shownFields, valueOf } from './chosen-settings.ts'

const kind: SettingField = { name: 'kind', kind: 'choice', options: ['post', 'reel'], usual: 'post' }
const who: SettingField = { name: 'who', kind: 'choice', options: ['everyone', 'friends'], usual: '' }
const feed: SettingField = { name: 'feed', kind: 'toggle', usual: true, when: { setting: 'kind', is: ['reel'] } }
const note: SettingField = { name: 'note', kind: 'text', maxLength: 100, when: { setting: 'feed', is: ['true'] } }
const fields = [kind, who, feed, note]
const names = (settings: Parameters<typeof valueOf>[1]) => shownFields(fields, settings).map(({ name }) => name)

test('a field is shown only while what it depends on is chosen, and that is shown itself', () => {
  expect(names({})).toEqual(['kind', 'who'])
  expect(names({ kind: 'reel' })).toEqual(['kind', 'who', 'feed', 'note'])
  expect(names({ kind: 'reel', feed: false })).toEqual(['kind', 'who', 'feed'])
  expect(names({ kind: 'post', feed: true })).toEqual(['kind', 'who'])
})

function destination(written: string) {
  return /^r\/tea$/i.test(written) ? { name: 'r/Tea', at: '2026-11-29T12:00:00Z', says: [] } : undefined
}

test('what depends on a destination is shown for it, however its name is written', () => {
  const where: SettingField = { name: 'where', kind: 'text', maxLength: 40, destination }
  const label: SettingField = { name: 'label', kind: 'choice', options: ['a'], usual: '', when: { setting: 'where', is: ['r/Tea'] } }
  const shown = (written: string) => shownFields([where, label], { where: written }).map(({ name }) => name)
  expect([shown('R/TEA'), shown('r/Tea'), shown('r/other')]).toEqual([['where', 'label'], ['where', 'label'], ['where']])
})

test('a field says what was chosen, else what is usual; a choice that must be made says nothing until then', () => {
  expect([kind, who, feed, note].map((field) => valueOf(field, {}))).toEqual(['post', '', true, ''])
  expect(valueOf(who, { who: 'friends' })).toBe('friends')
})
