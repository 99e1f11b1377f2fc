/** A value that survives JSON.stringify and JSON.parse unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The same value, which what is done to the other one does not change. Long texts are shared, so that it costs nothing to copy what holds files. */
export function copyOf(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(copyOf)
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(pairs.map(([key, one]) => [key, copyOf(one)]))
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
