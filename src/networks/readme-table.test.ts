import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { networks } from './networks.ts'
import { connectingTable, networksTable, withTables } from './readme-table.ts'

function readmeOf({ id }: { readonly id: string }): string {
  return readFileSync(new URL(`${id}/README.md`, import.meta.url), 'utf8')
}

test('the README’s tables of networks are what the folders say; `npm run -s readme` writes them anew', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toBe(withTables(readme, { networks: networksTable(networks), connecting: connectingTable(networks, readmeOf) }))
  expect(networksTable(networks).split('\n')).toHaveLength(networks.length + 2)
})

test('a folder that does not say what is needed, and a text without the marks, are not passed over', () => {
  expect(() => connectingTable(networks, () => '# A network')).toThrow('lacks its line “- You need: …”')
  expect(() => withTables('Nothing here', { networks: '', connecting: '' })).toThrow('not marked')
})
