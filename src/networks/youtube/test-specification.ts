import { readFileSync } from 'node:fs'

import { discovery } from '#testing/discovery'

import type { Specification } from '../test-specification.ts'

const file = 'youtube/youtube__v3.json'
const reports = 'youtube/youtubeAnalytics__v2.json'

/** Google's discovery documents of the API and of its reports; signing in is not in them. */
export const specification: Specification = {
  file,
  open: (folder) => {
    const [videos, analytics] = [file, reports].map((name) => discovery(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
    if (!videos || !analytics) throw new Error('There are two documents.')
    const of = (request: Request) => (analytics.describes(request) ? analytics : videos)
    return {
      describes: (request) => videos.describes(request) || analytics.describes(request),
      wrongWith: (request) => of(request).wrongWith(request),
      wrongWithAnswer: (request, response) => of(request).wrongWithAnswer(request, response),
    }
  },
  waived: [],
}
