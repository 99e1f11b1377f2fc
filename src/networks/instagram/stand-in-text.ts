/** What the network counts in a caption. Its documentation names the limits and no unit; UTF-16 units are the strictest reading. */
export interface CaptionCount {
  readonly characters: number
  readonly hashtags: number
  readonly mentions: number
}

export function countCaption(caption: string): CaptionCount {
  let [hashtags, mentions] = [0, 0]
  const characters = Array.from(caption)
  characters.forEach((character, at) => {
    if (character !== '#' && character !== '@') return
    if (isWord(characters[at - 1]) || !startsName(character, characters[at + 1])) return
    if (character === '#') hashtags += 1
    else mentions += 1
  })
  return { characters: caption.length, hashtags, mentions }
}

/** A tag begins with a letter or digit of any script, a name with a Latin letter or a digit; either also with an underscore. */
function startsName(sign: string, next: string | undefined): boolean {
  return next !== undefined && (sign === '#' ? /[\p{L}\p{N}_]/u : /[a-z0-9_]/i).test(next)
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{M}\p{N}_]/u.test(character)
}
