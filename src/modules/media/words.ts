export interface Searched {
  readonly fileName: string
  readonly title: string
  readonly alt: string
  readonly tags: readonly string[]
  readonly holder: string
}

/** Everything a search looks through, one on a line, so that no word runs over two of them. */
export function wordsOf({ fileName, title, alt, tags, holder }: Searched): string {
  return [fileName, title, alt, ...tags, holder]
    .filter((text) => text !== '')
    .join('\n')
    .toLowerCase()
}
