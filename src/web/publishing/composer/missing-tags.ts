/** Those of the tags that a text does not carry yet, whatever their case. */
export function missingTags(tags: readonly string[], text: string): readonly string[] {
  const there = new Set([...text.matchAll(/[#＃]([^\s#＃]+)/gu)].map(([, tag = '']) => tag.toLowerCase()))
  return tags.filter((tag) => !there.has(tag.toLowerCase()))
}
