import { emojiGroups, type Emoji } from './emoji.ts'
import { inTone, tones } from './tones.ts'

const shelf = 'hearth.emoji'
const toneShelf = 'hearth.emoji-tone'
const most = 16

/** Those used last on this device, newest first, as they were used. */
export function recentEmoji(): readonly Emoji[] {
  const known = emojiGroups.flatMap(({ emoji }) => emoji)
  return kept().flatMap((sign) => {
    const found = known.find((each) => tones.some((tone) => inTone(each.sign, tone) === sign))
    return found === undefined ? [] : [{ ...found, sign }]
  })
}

export function rememberEmoji(sign: string): void {
  const signs = [sign, ...kept().filter((each) => each !== sign)].slice(0, most)
  remember(shelf, signs.join(' '))
}

export function toneChosen(): string {
  return tones.find((tone) => tone === localStorage.getItem(toneShelf)) ?? ''
}

export function rememberTone(tone: string): void {
  remember(toneShelf, tone)
}

function kept(): readonly string[] {
  return (localStorage.getItem(shelf) ?? '').split(' ').filter((sign) => sign !== '')
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A full device forgets what was used; nothing else depends on it.
  }
}
