/** More words than anyone types in earnest would only be work for the database. */
const mostWords = 8

/** The words of what somebody typed into a search, at most eight. */
export function wordsIn(typed: string): string[] {
  return typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, mostWords)
}

/** For `like`: the word itself in any place, whatever signs it has. */
export function anywhere(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}
