import type { Entity } from '../network.ts'

/** From the network's documentation. */
export const textLimits = { characters: 500, links: 5, topic: 50 } as const

/** Pictures, and the signs that colour, join and frame them; the digits among these have one byte anyway. */
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Presentation}\p{Emoji_Component}]/u

/** An emoji counts as many as it has bytes in UTF-8, any other character as one. `overflow` is where the text first passes the limit, in UTF-16 units. */
export function measure(text: string): { readonly count: number; readonly overflow: number | undefined } {
  let [count, at] = [0, 0]
  let overflow: number | undefined
  for (const character of text) {
    count += character > '\u00A8' && emoji.test(character) ? bytesOf(character) : 1
    if (count > textLimits.characters) overflow ??= at
    at += character.length
  }
  return { count, overflow }
}

function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x8_00 ? 2 : point < 0x1_00_00 ? 3 : 4
}

/** Links, mentions and the topic: the first word with a hash sign, as only one counts there. Positions are UTF-16 offsets. */
export function findEntities(text: string): readonly Entity[] {
  const links = linksIn(text)
  const outside = (at: number) => links.every(({ start, end }) => at < start || at >= end)
  const mentions = [...text.matchAll(mention)].filter(({ index }) => outside(index)).map((match) => entity('mention', match))
  const tags = [...text.matchAll(topic)].filter(({ index }) => outside(index)).map((match) => entity('tag', match))
  return [...links, ...mentions, ...tags.slice(0, 1)].toSorted((one, other) => one.start - other.start)
}

const mention = /(?<![\p{L}\p{M}\p{N}_@.])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?/gu
const topic = /(?<=^|\s)#[^\s#.&]{1,50}/gu

function entity(kind: Entity['kind'], { index, 0: written }: RegExpExecArray): Entity {
  return { kind, start: index, end: index + written.length, value: written.slice(1) }
}

/** How many words are marked as a topic; the network takes the first. */
export function countTopics(text: string): number {
  return [...text.matchAll(topic)].length
}

const address = /(?:https?:\/\/|www\.)[^\s<>"“”「」，。、（）]+/giu

function linksIn(text: string): readonly Entity[] {
  return [...text.matchAll(address)].flatMap(({ index, 0: written }) => {
    const bare = written.replace(/[.,;:!?)\]]+$/, '')
    if (!/^(?:https?:\/\/|www\.)[^\s.]/i.test(bare)) return []
    return [{ kind: 'link', start: index, end: index + bare.length, value: bare }]
  })
}

/** Different addresses in a text and beside it. */
export function countLinks(text: string, attached?: string): number {
  const all = [...linksIn(text).map(({ value }) => value), ...(attached === undefined ? [] : [attached])]
  return new Set(
    all.map((each) =>
      each
        .replace(/^https?:\/\//i, '')
        .replace(/\/$/, '')
        .toLowerCase(),
    ),
  ).size
}

export function isTopic(written: string): boolean {
  const characters = Array.from(written).length
  return characters >= 1 && characters <= textLimits.topic && !/[.&]/.test(written)
}
