import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { filterBits, placesOf } from './breached-passwords.ts'
import { isWeakPassword } from './password-rules.ts'

/** Makes `breached-passwords.bin` of a list, one password a line: `node src/modules/teams/write-breached-passwords.ts <list>`. What the rules refuse anyway is left out. */
const [, , list = ''] = process.argv
const lines = readFileSync(list, 'utf8').split(/\r?\n/)
const passwords = new Set(
  lines.filter((line) => Array.from(line).length >= 10 && !isWeakPassword(line)).map((line) => line.normalize('NFKC').toLowerCase()),
)
const filter = Buffer.alloc(filterBits / 8)
for (const place of [...passwords].flatMap(placesOf)) filter[place >> 3] = (filter[place >> 3] ?? 0) | (1 << (place & 7))
writeFileSync(join(import.meta.dirname, 'breached-passwords.bin'), filter)
console.log(`${passwords.size} passwords`)
