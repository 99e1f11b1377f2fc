import { readFileSync, writeFileSync } from 'node:fs'

import { networks } from './networks.ts'
import { connectingTable, networksTable, withTables } from './readme-table.ts'

/** `npm run -s readme`: writes the tables of networks into the README. */
const readme = new URL('../../README.md', import.meta.url)
const tables = {
  networks: networksTable(networks),
  connecting: connectingTable(networks, ({ id }) => readFileSync(new URL(`${id}/README.md`, import.meta.url), 'utf8')),
}
writeFileSync(readme, withTables(readFileSync(readme, 'utf8'), tables))
