import { readFileSync } from 'node:fs'

import { postman } from '#testing/postman'

import type { Specification } from '../test-specification.ts'

const file = 'threads/threads-api.postman_collection.json'

export const specification: Specification = {
  file,
  open: (folder) =>
    postman(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), {
      below: '/v1.0',
      apart: ['media_type', 'grant_type', 'is_carousel_item'],
    }),
  waived: [
    {
      sentence: /GET \/debug_token: body/,
      source: 'The collection has no description for the rights of a token; developers.facebook.com/docs/threads has.',
    },
  ],
}
