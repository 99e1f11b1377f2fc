/** More than any network takes; longer text is cut when it is pasted, and the author is told. */
export const longestText = 20_000

/** Cuts text to what a post may hold, never through a surrogate pair. `cut` says how many characters did not fit. */
export function fitText(text: string): { readonly text: string; readonly cut: number } {
  if (text.length <= longestText) return { text, cut: 0 }
  const kept = text.slice(0, longestText).replace(/[\uD800-\uDBFF]$/, '')
  return { text: kept, cut: text.length - kept.length }
}
