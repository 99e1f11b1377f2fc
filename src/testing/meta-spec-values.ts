/** A parameter as it was sent; `file` stands for the bytes of one. */
export type Sent = readonly [name: string, value: unknown]

export const file = Symbol('a file')

/** The parameters in a body, be it a form, one with files, or JSON. */
export async function readForm(request: Request): Promise<readonly Sent[]> {
  const type = request.headers.get('content-type') ?? ''
  if (request.body === null) return []
  if (/^application\/json\b/.test(type)) return Object.entries(await request.json())
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return []
  return [...(await request.formData())].map(([name, value]) => [name, typeof value === 'string' ? value : file])
}

/** Is this a value of a type of Meta's specifications? Kinds of objects that are not described there are taken as they are. */
export function isOfType(value: unknown, type: string, enums: ReadonlyMap<string, readonly string[]>): boolean {
  const list = /^list(?:<(.*)>)?$/.exec(type)
  if (list) return asList(value)?.every((each) => isOfType(each, list[1] ?? 'Object', enums)) ?? false
  const values = enums.get(type)
  // The files write these in capitals or not as it comes; the network takes either.
  if (values) return typeof value === 'string' && values.some((each) => each.toLowerCase() === value.toLowerCase())
  return plain[type]?.(value) ?? true
}

const plain: Readonly<Record<string, (value: unknown) => boolean>> = {
  bool: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  int: (value) => isNumber(value, /^-?\d+$/),
  'unsigned int': (value) => isNumber(value, /^\d+$/),
  float: (value) => isNumber(value, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i),
  datetime: (value) => isNumber(value, /^\d+$/) || (typeof value === 'string' && !Number.isNaN(Date.parse(value))),
  // Bytes of a picture or video are called strings here and there.
  string: (value) => typeof value === 'string' || value === file,
  file: (value) => value === file,
}

function isNumber(value: unknown, pattern: RegExp): boolean {
  return (typeof value === 'string' || typeof value === 'number') && pattern.test(String(value))
}

/** Written as JSON, or with commas between. */
function asList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (typeof value !== 'string') return undefined
  if (!value.startsWith('[')) return value.split(',')
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined // Broken JSON is no list.
  }
}
