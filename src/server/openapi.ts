import { isContractProcedure } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'

import type { ProcedureMeta } from '#kit/contract'
import { version } from '#kit/version'

import { contract } from './contract.ts'

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>

/** The OpenAPI 3.1 document of the whole contract, made once on first demand. */
export function openApiDocument(publicUrl: string): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(contract, {
    info: { title: 'Hearth', version, description: 'Everything Hearth does, over HTTP. Sign in with an API key from Settings, API keys.' },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  })
}

/** Every procedure with what it declares about itself, by path: `publishing.create`. */
export function procedures(): { path: string; method: string; route: string; meta: ProcedureMeta }[] {
  return Object.entries(contract).flatMap(([area, router]) =>
    Object.entries(router).flatMap(([name, procedure]) => {
      if (!isContractProcedure(procedure)) return []
      const { meta, route } = procedure['~orpc']
      return [{ path: `${area}.${name}`, method: route.method ?? 'POST', route: route.path ?? '', meta: meta as ProcedureMeta }]
    }),
  )
}
