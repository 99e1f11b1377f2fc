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
    {
      sentence: /\/me\/mentions: (?:field|body\/data\/\d+\/)\s?(?:is_reply|root_post|replied_to|hide_status) is not described/,
      source:
        'A mention is a post or a reply like any other; the collection shows it with fewer fields than developers.facebook.com/documentation/threads/reference/reply-management gives for replies.',
    },
    {
      sentence: /\/conversation: parameter limit is not described/,
      source:
        'The collection shows the first page alone; lists of the Graph API are paged with a limit (developers.facebook.com/docs/graph-api/results).',
    },
    {
      sentence:
        /\/me\/threads_insights: (?:parameter (?:since|until)|body\/data\/\d+\/(?:link_total_values|total_value\/breakdowns)) is not described/,
      source:
        'The collection asks for two days, without clicks and without who follows; developers.facebook.com/documentation/threads/insights has since, until and all three forms of an answer.',
    },
  ],
}
