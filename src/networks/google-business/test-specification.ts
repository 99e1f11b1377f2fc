import { readFileSync } from 'node:fs'

import { discovery } from '#testing/discovery'

import type { Specification } from '../test-specification.ts'

const folder = 'google-business-profile'
const file = `${folder}/mybusinessaccountmanagement__v1.json`
const others = ['mybusinessbusinessinformation__v1', 'businessprofileperformance__v1'].map((name) => `${folder}/${name}.json`)

/** Google's discovery documents of the newer APIs. Of v4, which posts and reviews go by, it publishes none; signing in is in none. */
export const specification: Specification = {
  file,
  open: (where) => {
    const documents = [file, ...others].map((name) => discovery(JSON.parse(readFileSync(new URL(name, where), 'utf8'))))
    const of = (request: Request) => {
      const document = documents.find((each) => each.describes(request))
      if (!document) throw new Error(`No document describes ${request.url}.`)
      return document
    }
    return {
      describes: (request) => documents.some((each) => each.describes(request)),
      wrongWith: (request) => of(request).wrongWith(request),
      wrongWithAnswer: (request, response) => of(request).wrongWithAnswer(request, response),
    }
  },
  waived: [],
}
