import { readFileSync } from 'node:fs'

import { discovery } from '#testing/discovery'

import type { Specification } from '../test-specification.ts'

const file = 'youtube/youtube__v3.json'

/** Google's discovery document of the API; signing in is not in it. */
export const specification: Specification = {
  file,
  open: (folder) => discovery(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  waived: [],
}
