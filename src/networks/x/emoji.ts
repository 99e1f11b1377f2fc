/**
 * Length in UTF-16 units of the emoji that begins here, 0 where none does. A whole sequence (family, flag, skin tone, keycap) is one emoji if it is one that
 * Unicode recommends; of another the pieces count one by one. Signs that are text by themselves (©, ®, ™) are emoji only with a variation selector.
 */
export function emojiLength(text: string, at: number): number {
  if (!mayBegin(text, at)) return 0
  const keycap = matchAt(keycaps, text, at)
  if (keycap !== undefined) return keycap.length
  const flag = matchAt(flags, text, at)
  if (flag !== undefined) return flag.length
  const chain = matchAt(chains, text, at)
  return chain === undefined ? 0 : lengthIn(chain)
}

const keycaps = /[#*0-9]\uFE0F?\u20E3/y
const flags = /\p{RGI_Emoji_Flag_Sequence}|\p{RGI_Emoji_Tag_Sequence}|\p{Regional_Indicator}/vy
const one = String.raw`(?![#*0-9])\p{Emoji}(?:\p{Emoji_Modifier}|\uFE0F)?(?!\uFE0E)`
/** No sequence of Unicode's has more than four pieces so far. */
const chains = new RegExp(`${one}(?:\\u200D${one}){0,4}`, 'uy')

/** Cheap, since it is asked of every character. */
function mayBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 0xa9) return code <= 0x39 && (code >= 0x30 || code === 0x23 || code === 0x2a) && /[\uFE0F\u20E3]/.test(text.charAt(at + 1))
  return code === 0xa9 || code === 0xae || (code >= 0x203c && code <= 0x3299) || (code >= 0xd83c && code <= 0xd83e)
}

/** The longest beginning of the chain that is an emoji. */
function lengthIn(chain: string): number {
  const pieces = chain.split('\u200D')
  for (let count = pieces.length; count > 1; count -= 1) {
    const sequence = pieces.slice(0, count)
    if (/^\p{RGI_Emoji_ZWJ_Sequence}$/v.test(sequence.map(qualified).join('\u200D'))) return sequence.join('\u200D').length
  }
  return singleLength(pieces[0] ?? '')
}

/** As Unicode lists it: signs that would be text get their selector. */
function qualified(piece: string): string {
  return /^\p{Emoji}$/u.test(piece) && !/^\p{Emoji_Presentation}$/u.test(piece) ? `${piece}\uFE0F` : piece
}

function singleLength(piece: string): number {
  const [base = ''] = piece
  const rest = piece.slice(base.length)
  if (rest === '') return /^[©®]$/.test(base) ? 0 : base.length
  if (rest === '\uFE0F') return takesSelector(base) ? piece.length : base.length
  return /^\p{RGI_Emoji_Modifier_Sequence}$/v.test(piece) ? piece.length : base.length
}

/** Pictures that are nothing but pictures have no use for a selector; it is a character of its own behind them. */
function takesSelector(base: string): boolean {
  return base.length === 1 || !/^\p{Emoji_Presentation}$/u.test(base) || /^[\u{1F004}\u{1F21A}\u{1F22F}]$/u.test(base)
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
