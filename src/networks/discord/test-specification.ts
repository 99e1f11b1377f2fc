import { readFileSync } from 'node:fs'

import { openApi } from '#testing/openapi'

import type { Specification, SpecificationChecker } from '../test-specification.ts'

const file = 'discord/openapi.json'

/** The description begins its paths below the version, and of a form with files it describes what stands in `payload_json`. */
export const specification: Specification = {
  file,
  open: (folder) => {
    const checker = openApi(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
    return {
      describes: (request) => checker.describes(below(request)),
      wrongWith: async (request) => checker.wrongWith(await withPayload(below(request))),
      wrongWithAnswer: (request, response) => checker.wrongWithAnswer(below(request), response),
    } satisfies SpecificationChecker
  },
  waived: [],
}

function below(request: Request): Request {
  return new Request(request.url.replace('/api/v10/', '/'), request)
}

async function withPayload(request: Request): Promise<Request> {
  if (!request.headers.get('content-type')?.startsWith('multipart/')) return request
  const payload = (await request.formData()).get('payload_json')
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  return new Request(request.url, {
    method: request.method,
    headers,
    body: typeof payload === 'string' ? payload : ((await payload?.text()) ?? ''),
  })
}
