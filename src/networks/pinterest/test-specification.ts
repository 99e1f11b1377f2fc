import { readFileSync } from 'node:fs'

import { z } from 'zod'

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
  const paths = Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [`/v5${path}`, item]))
  return meant({ ...document, paths })
}

/**
 * Two things that the document writes otherwise than it means them: `nullable` beside `allOf`, where OpenAPI 3.0 has it mean nothing without a `type`;
 * and one of two lists of metrics, most of which are in both.
 */
function meant(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((each) => meant(each))
  if (typeof schema !== 'object' || schema === null) return schema
  const { nullable, oneOf, ...rest } = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, meant(value)]))
  const choice = oneOf === undefined ? {} : listsOnly.safeParse(oneOf).success ? { anyOf: oneOf } : { oneOf }
  if (nullable === true && !('type' in rest)) return { anyOf: [{ ...rest, ...choice }, { enum: [null] }] }
  return { ...rest, ...choice, ...(nullable === undefined ? {} : { nullable }) }
}

const listsOnly = z.array(z.object({ enum: z.array(z.string()) }))
