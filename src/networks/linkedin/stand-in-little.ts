/** A text of a post as it is read: the `little` format of the documentation (text, mentions, hashtags, templates). */
export interface Little {
  /** As people see it. */
  readonly text: string
  readonly mentions: readonly { readonly name: string; readonly urn: string }[]
  readonly hashtags: readonly string[]
  /** Where reading stopped at a reserved character that was not escaped; the rest is lost without a word. */
  readonly cutAt: number | undefined
}

const reserved = new Set('|{}@[]()<>#\\*_~')
const mention = /@\[((?:[^[\]\\]|\\.)+)\]\((urn:li:(?:person|organization):[\w-]+)\)/y
const template = /\{hashtag\\?\|\\?([#＃])\\?\|((?:[^{}|\\]|\\.)+)\}/y
const hashtag = /[#＃]([\p{L}\p{N}_]+)/uy

export function readLittle(commentary: string): Little {
  const mentions: { name: string; urn: string }[] = []
  const hashtags: string[] = []
  let text = ''
  let at = 0
  while (at < commentary.length) {
    const rest = matchAt(commentary, at)
    if (rest?.kind === 'mention') mentions.push({ name: rest.shown.slice(0), urn: rest.urn })
    if (rest?.kind === 'tag') hashtags.push(rest.shown.slice(1))
    if (rest) {
      text += rest.shown
      at += rest.length
      continue
    }
    const character = commentary.charAt(at)
    if (character === '\\' && at + 1 < commentary.length) {
      text += commentary.charAt(at + 1)
      at += 2
    } else if (reserved.has(character)) return { text, mentions, hashtags, cutAt: at }
    else {
      text += character
      at += 1
    }
  }
  return { text, mentions, hashtags, cutAt: undefined }
}

type Element = { readonly shown: string; readonly length: number } & (
  | { readonly kind: 'mention'; readonly urn: string }
  | { readonly kind: 'tag' }
)

function matchAt(commentary: string, at: number): Element | undefined {
  const named = stickyMatch(mention, commentary, at)
  if (named) return { kind: 'mention', shown: plain(named[1]), urn: named[2] ?? '', length: named[0].length }
  const tagged = stickyMatch(template, commentary, at)
  if (tagged) return { kind: 'tag', shown: `${tagged[1] ?? '#'}${plain(tagged[2])}`, length: tagged[0].length }
  const bare = stickyMatch(hashtag, commentary, at)
  return bare ? { kind: 'tag', shown: bare[0], length: bare[0].length } : undefined
}

function stickyMatch(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function plain(text = ''): string {
  return text.replaceAll(/\\(.)/gs, '$1')
}
