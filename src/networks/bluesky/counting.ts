const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Beyond this many UTF-16 units nobody needs the exact number, and segmenting megabytes would hold up typing. */
const exactUnits = 20_000

/** Characters as people see them: a family emoji counts one. */
export function graphemes(text: string): number {
  let count = Math.max(0, text.length - exactUnits)
  for (const _ of segmenter.segment(text.slice(0, exactUnits))) count += 1
  return count
}

/** Length in UTF-8. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}

/** Where the text first passes either limit, in UTF-16 units and never inside a character. */
export function overflowOffset(text: string, limits: { readonly graphemes: number; readonly bytes: number }): number | undefined {
  let count = 0
  let bytes = 0
  for (const { segment, index } of segmenter.segment(text.slice(0, exactUnits))) {
    count += 1
    bytes += utf8Length(segment)
    if (count > limits.graphemes || bytes > limits.bytes) return index
  }
  return undefined
}
