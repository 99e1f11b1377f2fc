import { expect, test } from 'vitest'

import type { Texts } from '#networks/texts'

import { networkName } from './networks.ts'

const texts = import.meta.glob<Texts>('../networks/*/texts.ts', { eager: true, import: 'texts' })
const folders = Object.entries(texts).map(([path, own]) => ({ network: path.split('/').at(-2) ?? path, own }))

test.each(folders)('$network is called the same before its texts are loaded as in them', ({ network, own }) => {
  expect(own.en['name']).toBe(networkName(network))
  expect(own['zh-TW']['name']).toBe(networkName(network))
})

test('a network whose folder is gone is called by its id', () => {
  expect(networkName('gone')).toBe('gone')
})
