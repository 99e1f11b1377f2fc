import { z } from 'zod'

/** A parameter of a method, or a field of a type; it may be of any of its types. */
export const fieldSchema = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() })
export type Field = z.infer<typeof fieldSchema>

/** Types by name; one with subtypes is any of them. */
export type Types = Readonly<Record<string, { readonly fields: readonly Field[]; readonly subtypes: readonly string[] }>>

interface Place {
  readonly field: Pick<Field, 'types'>
  readonly types: Types
  /** For the sentence. */
  readonly at: string
}

/** Where several types are allowed, what is wrong by the one that fits best. */
export function strangeValue(value: unknown, { field, types, at }: Place): readonly string[] {
  const judged = field.types.map((type) => [...strangeFor(value, type, { types, at })])
  return judged.toSorted((one, other) => one.length - other.length)[0] ?? []
}

const recordSchema = z.record(z.string(), z.unknown())

function* strangeFor(value: unknown, type: string, { types, at }: Omit<Place, 'field'>): Generator<string> {
  const element = /^Array of (.+)$/.exec(type)?.[1]
  if (element !== undefined) {
    if (!Array.isArray(value)) return yield `${at} is no list`
    for (const [index, each] of value.entries()) yield* strangeFor(each, element, { types, at: `${at}/${index}` })
    return
  }
  const isPlain = plain[type]
  if (isPlain) {
    if (!isPlain(value)) yield `${at} is no ${type}`
    return
  }
  const known = types[type]
  if (!known) return yield `${type} is not described`
  if (known.subtypes.length > 0) {
    yield* strangeValue(value, { field: { types: [...known.subtypes] }, types, at })
    return
  }
  const record = recordSchema.safeParse(value)
  if (!record.success) return yield `${at} is no ${type}`
  yield* strangeRecord(record.data, known.fields, { types, at })
}

const plain: Readonly<Record<string, (value: unknown) => boolean>> = {
  Integer: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  InputFile: (value) => value instanceof File,
}

function* strangeRecord(record: Readonly<Record<string, unknown>>, fields: readonly Field[], at: Omit<Place, 'field'>): Generator<string> {
  for (const [name, value] of Object.entries(record)) {
    const field = fields.find((each) => each.name === name)
    if (field) yield* strangeValue(value, { ...at, field, at: `${at.at}/${name}` })
    else yield `${at.at}/${name} is not described`
  }
  for (const { name, required } of fields) if (required && !(name in record)) yield `${at.at}/${name} is missing`
}
