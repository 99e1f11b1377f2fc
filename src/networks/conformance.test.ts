import { readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { Setting } from './conformance.ts'
import { conformance } from './conformance.ts'
import { networkById, networks } from './networks.ts'

test('the list of networks is the list of folders', () => {
  const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(networks.map(({ id }) => id).toSorted()).toEqual(folders.map(({ name }) => name).toSorted())
})

test('a network is found by its id', () => {
  expect(networks.map(({ id }) => networkById(id)?.id)).toEqual(networks.map(({ id }) => id))
  expect(networkById('gone')).toBeUndefined()
})

for (const network of networks) {
  const { setting }: { readonly setting: Setting } = await import(`./${network.id}/test-conformance.ts`)
  conformance(network, setting)
}
