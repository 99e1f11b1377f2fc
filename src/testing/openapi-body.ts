/** A body as the value its schema describes; `isText` where numbers and booleans come as texts. */
export async function decodeBody(
  message: Request | Response,
  type: string,
): Promise<{ readonly value: unknown; readonly isText: boolean }> {
  if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded') {
    return { value: fromForm(await message.formData()), isText: true }
  }
  if (!/[/+]json$/.test(type)) return { value: await message.text(), isText: false }
  const text = await message.text()
  try {
    return { value: JSON.parse(text), isText: false }
  } catch {
    return { value: undefined, isText: false } // No schema takes this, so the caller hears of it.
  }
}

/** Fields with `[]` are lists, `poll[options][]` a list inside an object; a file is a string as far as a schema can tell. */
function fromForm(form: FormData): unknown {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form)
    put(fields, name.split(/\[|\]\[?/).slice(0, name.includes('[') ? -1 : undefined), typeof value === 'string' ? value : '')
  return fields
}

type Fields = Record<string, unknown>

function put(fields: Fields, [key = '', next, ...rest]: readonly string[], value: string): void {
  if (next === undefined) fields[key] = value
  else if (next === '') fields[key] = [...listAt(fields, key), value]
  else put(objectAt(fields, key), [next, ...rest], value)
}

function listAt(fields: Fields, key: string): readonly unknown[] {
  const there = fields[key]
  return Array.isArray(there) ? there : []
}

function objectAt(fields: Fields, key: string): Fields {
  const there = fields[key]
  const made: Fields = typeof there === 'object' && there !== null ? { ...there } : {}
  fields[key] = made
  return made
}
