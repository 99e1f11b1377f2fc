const encoder = new TextEncoder()

/** As the network counts: an emoji counts as many as it has bytes in UTF-8, any other character as one. */
export function countText(text: string): number {
  let count = 0
  for (const character of text) count += isOfEmoji(character) ? encoder.encode(character).length : 1
  return count
}

/** A picture, or one of the signs that colour, join and frame pictures. */
function isOfEmoji(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  if (point === 0x20_0d || point === 0xfe_0f || point === 0x20_e3) return true
  if (point >= 0xe_00_20 && point <= 0xe_00_7f) return true
  return /^[\p{Extended_Pictographic}\p{Emoji_Presentation}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u.test(character)
}

/** Different addresses in a text and beside it. Only those that say so are known for sure: with a scheme, or beginning with www. */
export function countLinks(text: string, attached: string | undefined): number {
  const addresses = text.split(/[\s<>"“”「」，。、（）]+/u).flatMap((word) => {
    const at = word.search(/https?:\/\/|www\./i)
    const address = at < 0 ? '' : word.slice(at).replace(/[.,;:!?)\]]+$/, '')
    return /^(?:https?:\/\/|www\.)[^\s.]/i.test(address) ? [address] : []
  })
  return new Set([...addresses, attached ?? []].flat().map(plain)).size
}

function plain(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase()
}

/** A topic has 1 to 50 characters, and neither a full stop nor an ampersand. */
export function isTopic(topic: string): boolean {
  const characters = Array.from(topic).length
  return characters >= 1 && characters <= 50 && !/[.&]/.test(topic)
}

/** The first word with a hash sign is the topic of a post that names none. */
export function topicIn(text: string): string | undefined {
  return /(?:^|\s)#([^\s#.&]{1,50})/u.exec(text)?.[1]
}
