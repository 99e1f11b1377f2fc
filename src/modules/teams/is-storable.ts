/** PostgreSQL keeps neither the character NUL nor half a surrogate pair, which pasted text may hold. Looks through lists and objects. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (Array.isArray(value)) return value.every(isStorable)
  if (typeof value !== 'object' || value === null || value instanceof Blob) return true
  return Object.entries(value).every(([key, part]) => isStorable(key) && isStorable(part))
}
