import { readFileSync } from 'node:fs'

import { postman } from '#testing/postman'

import type { Specification } from '../test-specification.ts'

const [file, other] = [
  'linkedin/postman/linkedin-marketing-content.postman_collection.json',
  'linkedin/postman/linkedin-marketing-community.postman_collection.json',
]

/** Two collections, whose paths are written with and without what stands before them. Neither has comments, uploads of bytes or the older addresses. */
export const specification: Specification = {
  file,
  open: (folder) => {
    const collections = [file, other].map((each) => postman(JSON.parse(readFileSync(new URL(each, folder), 'utf8')), { below: '/rest' }))
    const find = (request: Request) => (isSpecified(request) ? collections.find((each) => each.describes(asWritten(request))) : undefined)
    return {
      describes: (request) => find(request) !== undefined,
      wrongWith: async (request) => (await find(request)?.wrongWith(asWritten(request))) ?? [],
      // What was made is named in a header; the answer has no body then.
      wrongWithAnswer: async (request, response) =>
        (response.headers.get('content-type') ?? '').includes('json')
          ? ((await find(request)?.wrongWithAnswer(asWritten(request), response)) ?? [])
          : [],
    }
  },
  waived: [
    {
      sentence: /GET \/rest\/posts: parameter (?:q|author|count|start|sortBy) is not described/,
      source: 'Only posts by ids are in the collection; Posts API, find posts by author.',
    },
    {
      sentence: /GET \/rest\/organizationAcls: parameter (?:state|count|start) is not described/,
      source: 'The collection asks by organization only; Organization Access Control API, by role assignee.',
    },
    {
      sentence: /GET \/rest\/organizations: parameter vanityName is not described/,
      source: 'Only brands by their parent are in the collection; Organization Lookup API.',
    },
    {
      sentence: /200 to GET \/rest\/organizations\/\S+: body/,
      source: 'The example shows a projection of one field; Organization Lookup API.',
    },
    {
      sentence: /Statistics: parameter (?:timeIntervals|shares|ugcPosts) is not described/,
      source:
        'The collection writes time as protocol 1.0 does, in three parameters, and shows neither posts nor lists; learn.microsoft.com/linkedin/marketing/community-management/organizations/share-statistics.',
    },
  ],
}

/** Here the collection spells a name out in the path, where the protocol wants it percent-encoded. */
function asWritten(request: Request): Request {
  return request.url.includes('/networkSizes/') ? new Request(request.url.replaceAll('%3A', ':'), request) : request
}

function isSpecified(request: Request): boolean {
  return new URL(request.url).pathname.startsWith('/rest/')
}
