import { readFileSync } from 'node:fs'

import { botApi } from '#testing/bot-api'

import type { Specification } from '../test-specification.ts'

const file = 'telegram/api.json'

export const specification: Specification = {
  file,
  open: (folder) => botApi(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  waived: [],
}
