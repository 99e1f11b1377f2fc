import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { networks } from './networks.ts'
import { networksTable, withTable } from './readme-table.ts'

test('the README’s table of networks is what the code says; `npm run -s readme` writes it anew', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toBe(withTable(readme, networksTable(networks)))
  expect(networksTable(networks).split('\n')).toHaveLength(networks.length + 2)
})

test('a text without the marks is left alone', () => {
  expect(() => withTable('Nothing here', '')).toThrow('not marked')
})
