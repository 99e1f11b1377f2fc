import { readFileSync } from 'node:fs'

import { openApi } from '#testing/openapi'

import type { Specification } from '../test-specification.ts'

const file = 'x/openapi.json'

export const specification: Specification = {
  file,
  open: (folder) => openApi(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  waived: [],
}
