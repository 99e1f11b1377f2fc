/** Skin tones, lightest first (Fitzpatrick modifiers of Unicode); the first is none. */
export const tones = ['', '\u{1F3FB}', '\u{1F3FC}', '\u{1F3FD}', '\u{1F3FE}', '\u{1F3FF}'] as const

/** A hand or a single person in this tone; everything else, families too, as it is. */
export function inTone(sign: string, tone: string): string {
  return sign.replace(/^(\p{Emoji_Modifier_Base})\uFE0F?(?=$|\u200D(?!\p{Emoji_Modifier_Base}))/u, tone === '' ? '$&' : `$1${tone}`)
}
