import { readFileSync } from 'node:fs'

import { z } from 'zod'

import { openApi } from '#testing/openapi'

import type { Specification } from '../test-specification.ts'

const file = 'mastodon/schema.json'

/** The OpenAPI document that others make from the documentation. */
export const specification: Specification = {
  file,
  open: (folder) => openApi(corrected(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))),
  waived: [],
}

const placesSchema = z.looseObject({
  components: z.looseObject({
    schemas: z.looseObject({ Status: z.looseObject({ properties: z.looseObject({ quote: z.looseObject({}) }) }) }),
  }),
  paths: z.record(z.string(), z.looseObject({ post: z.looseObject({ requestBody: z.looseObject({}).optional() }).optional() })),
})

/**
 * The document is generated from the documentation and wrong in three places, where the documentation's own words say otherwise: a post has a text as
 * well as images or a poll, and a token for the app itself needs neither code nor address; and what it calls one of two forms of a quote has nothing
 * that keeps one from being the other.
 */
function corrected(document: unknown): unknown {
  const { paths, components } = placesSchema.parse(document)
  const { Status } = components.schemas
  const quote = JSON.parse(JSON.stringify(Status.properties.quote).replace('"oneOf"', '"anyOf"'))
  const schemas = { ...components.schemas, Status: { ...Status, properties: { ...Status.properties, quote } } }
  const post = paths['/api/v1/statuses']?.post?.requestBody
  const token = paths['/oauth/token']?.post?.requestBody
  if (!post || !token) throw new Error('The document has changed its places.')
  const anyOf = JSON.parse(JSON.stringify(post).replace('"oneOf"', '"anyOf"'))
  const needing = JSON.parse(
    JSON.stringify(token).replace(/"required":\["client_id"[^\]]*\]/, '"required":["client_id","client_secret","grant_type"]'),
  )
  const change = (path: string, requestBody: unknown) => ({ [path]: { ...paths[path], post: { ...paths[path]?.post, requestBody } } })
  return {
    ...placesSchema.parse(document),
    components: { ...components, schemas },
    paths: { ...paths, ...change('/api/v1/statuses', anyOf), ...change('/oauth/token', needing) },
  }
}
