/** Latin letters with marks, as ranges of a character class (twitter-text 3.1). */
export const accented =
  '\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\xFF\\u0100-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF'

export const spaces = '\\x09-\\x0D\\x20\\x85\\xA0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000'

export const punctuation = "!'#%&()*+,\\\\\\-./:;<=>?@\\[\\]^_{|}~$"

/** A post with one of these is refused. */
export const forbidden = '\\uFFFE\\uFEFF\\uFFFF'

const direction = '\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066-\\u2069'

const outside = new RegExp(`[${punctuation}${spaces}${forbidden}${direction}]`)
const isOutside = Uint8Array.from({ length: 0x10000 }, (_, code) => (outside.test(String.fromCharCode(code)) ? 1 : 0))

/** May stand at the beginning or end of a domain's label. Letters of every script, emoji, even quotation marks. */
export function isLabelCharacter(code: number): boolean {
  return isOutside[code] === 0
}

const hyphen = 0x2d
const lowLine = 0x5f

/** May stand inside a label; underscores only in front of the domain's own name. */
export function isInsideLabel(code: number): boolean {
  return code === hyphen || code === lowLine || isLabelCharacter(code)
}

const glued = new RegExp(`[A-Za-z0-9@＠$#＃${forbidden}]`)

/** Does this character keep an address from beginning behind it? */
export function isGlue(character: string): boolean {
  return glued.test(character)
}
