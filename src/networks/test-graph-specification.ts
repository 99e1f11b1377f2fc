import { existsSync, readFileSync } from 'node:fs'

import { metaSpec } from '#testing/meta-spec'

import type { Specification } from './test-specification.ts'

const file = 'meta-graph/api_specs/specs/'

/** The files that Meta publishes of its Graph API; `nodeOf` tells what an id in a path is of. */
export function graphSpecification(
  nodeOf: (id: string, request: Request) => string | undefined,
  waived: Specification['waived'],
): Specification {
  return {
    file,
    open: (folder) =>
      metaSpec({
        read: (name) => {
          const at = new URL(`${file}${name}.json`, folder)
          return existsSync(at) ? JSON.parse(readFileSync(at, 'utf8')) : undefined
        },
        nodeOf,
      }),
    waived,
  }
}
