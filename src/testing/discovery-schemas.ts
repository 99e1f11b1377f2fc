import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { z } from 'zod'

/** Schemas of a discovery document are those of JSON with a few words of their own; fields that they do not have count as wrong. */
export function validatorOf(schemas: Readonly<Record<string, unknown>>): (name: string, value: unknown) => readonly string[] {
  const ajv = new Ajv({ strict: false, logger: false, allErrors: true, validateSchema: false })
  formats.default(ajv)
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema({ $id: name, ...asJsonSchema(schema) })
  return (name, value) => {
    const validate = ajv.getSchema(name)
    if (!validate) return [` has the schema ${name}, which is missing`]
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message ?? 'is wrong'}${more(params)}`)
  }
}

function more(params: Readonly<Record<string, unknown>>): string {
  const what = params['additionalProperty'] ?? params['allowedValues']
  return what === undefined ? '' : ` (${JSON.stringify(what)})`
}

const schemaSchema = z.object({
  $ref: z.string().optional(),
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
})

function asJsonSchema(written: unknown): Record<string, unknown> {
  const { $ref, type, format, enum: options, properties, additionalProperties, items } = schemaSchema.parse(written)
  if ($ref !== undefined) return { $ref }
  return {
    ...(type === undefined || type === 'any' ? {} : { type }),
    ...(format === undefined ? {} : inFormat(format, type)),
    ...(options ? { enum: options } : {}),
    ...(properties ? { properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, asJsonSchema(each)])) } : {}),
    ...(items === undefined ? {} : { items: asJsonSchema(items) }),
    ...(type === 'object' ? { additionalProperties: additionalProperties === undefined ? false : asJsonSchema(additionalProperties) } : {}),
  }
}

/** Numbers that JavaScript cannot hold are written as texts. */
function inFormat(format: string, type: string | undefined): Record<string, unknown> {
  if (type === 'string' && format.endsWith('int64')) return { pattern: format.startsWith('u') ? String.raw`^\d+$` : String.raw`^-?\d+$` }
  if (format === 'uint32') return { minimum: 0, maximum: 2 ** 32 - 1 }
  return format === 'date-time' || format === 'date' ? { format } : {}
}
