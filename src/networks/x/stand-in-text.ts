import { addressesIn } from './stand-in-addresses.ts'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const picture = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3/u

/** Weighted length: 23 for an address, 2 for an emoji, 1 for Latin and its neighbours, 2 for everything else. */
export function weightOf(text: string): number {
  const normal = text.normalize('NFC')
  const addresses = addressesIn(normal)
  const cuts = [0, ...addresses.flatMap(({ start, end }) => [start, end]), normal.length]
  const between = cuts.flatMap((cut, index) => (index % 2 === 0 ? [normal.slice(cut, cuts[index + 1])] : []))
  const plain = between.flatMap((piece) => [...segmenter.segment(piece)]).reduce((sum, { segment }) => sum + weightOfCharacter(segment), 0)
  return plain + addresses.length * 23
}

function weightOfCharacter(character: string): number {
  if (picture.test(character)) return 2
  return Array.from(character, (one) => weightOfCode(one.codePointAt(0) ?? 0)).reduce((sum, weight) => sum + weight, 0)
}

function weightOfCode(code: number): number {
  const isPunctuation = (code >= 0x2000 && code <= 0x200d) || (code >= 0x2010 && code <= 0x201f) || (code >= 0x2032 && code <= 0x2037)
  return code <= 0x10ff || isPunctuation ? 1 : 2
}

export function cashtagsIn(text: string): readonly string[] {
  return text.match(/(?<=^|\s)\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?=$|\s|[^\p{L}\p{N}])/giu) ?? []
}

export function mentionsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![a-z0-9_!#$%&*@＠])[@＠]([a-z0-9_]{1,20})(?![@＠a-z0-9_])/giu)].map(([, name = '']) => name.toLowerCase())
}
