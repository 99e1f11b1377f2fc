/** For PostgreSQL, without case: any of these names as a word of its own, with an @ before it or without. Never matches where there are none. */
export function redaction(names: readonly string[]): string {
  const told = [...new Set(names.map((name) => name.trim()))].filter((name) => Array.from(name).length >= 2)
  const longestFirst = told.toSorted((a, b) => b.length - a.length)
  return longestFirst.length === 0 ? String.raw`\y\Y` : `@?(?:${longestFirst.map(asWord).join('|')})`
}

/** Chinese has no ends of words. */
function asWord(name: string): string {
  const escaped = name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
  return `${ends(name.at(0)) ? String.raw`\m` : ''}${escaped}${ends(name.at(-1)) ? String.raw`\M` : ''}`
}

const ends = (letter: string | undefined) =>
  letter !== undefined && /[\p{L}\p{N}_]/u.test(letter) && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letter)
