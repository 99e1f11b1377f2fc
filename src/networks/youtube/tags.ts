/** The tags written: by commas of any script and lines; a hash, quotation marks and repetitions are left out. Pure. */
export function tagsIn(written: string): readonly string[] {
  const tags = written
    .split(/[,，、;；\n]/)
    .map((tag) =>
      tag
        .trim()
        .replace(/^[#＃]+/, '')
        .replaceAll('"', '')
        .trim(),
    )
    .filter((tag) => tag !== '')
  const seen = new Set<string>()
  return tags.filter((tag) => {
    const key = tag.toLowerCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** As YouTube counts: the commas between tags count, and a tag with a space as if it stood in quotation marks. */
export function tagsLength(tags: readonly string[]): number {
  const commas = Math.max(tags.length - 1, 0)
  return tags.reduce((sum, tag) => sum + tag.length + (tag.includes(' ') ? 2 : 0), commas)
}
