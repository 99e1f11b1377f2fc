import { readFileSync } from 'node:fs'

import { openApi } from '#testing/openapi'

import type { Specification } from '../test-specification.ts'

const file = 'pinterest/openapi.json'

/** Version 5.23 of Pinterest's own OpenAPI document. */
export const specification: Specification = {
  file,
  open: (folder) => openApi(corrected(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))),
  waived: [],
}

/** Its paths stand below the version, which the document has in its address. */
function corrected(document: { readonly paths: Readonly<Record<string, unknown>> }): unknown {
  return { ...document, paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [`/v5${path}`, item])) }
}
