import { readFileSync, writeFileSync } from 'node:fs'

import { networks } from './networks.ts'
import { networksTable, withTable } from './readme-table.ts'

/** `npm run -s readme`: writes the table of networks into the README. */
const readme = new URL('../../README.md', import.meta.url)
writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), networksTable(networks)))
