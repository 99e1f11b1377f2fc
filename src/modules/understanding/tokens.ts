/** One piece of a message, as the model reads it. `start` and `end` are offsets in the message as it was written. */
export interface Token {
  kind: 'word' | 'han' | 'emoji' | 'face' | 'mark' | 'user' | 'tag' | 'link' | 'mail' | 'phone' | 'money' | 'percent' | 'number'
  /** Folded: lower case, one width, simplified where Chinese; placeholders such as `<link>` for what is only a name. */
  text: string
  start: number
  end: number
  /** Written in capitals only, or with a letter drawn out (`soooo`). */
  loud: boolean
}

/** Old exports of tweets carry their apostrophes as the six characters `\u2019`. */
const apostrophe = String.raw`(?:['’‘ʼ]|\\u2019)`
const host = String.raw`[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|biz|io|me|ly|co|cc|tw|hk|cn|jp|uk|xyz|shop|site|top|vip|club|online|live|link|gg|to|gl|be|tv|app|example)\b(?:\/[^\s，。！？]*)?`
const pieces: readonly (readonly [Token['kind'], string])[] = [
  ['link', String.raw`https?:\/\/[^\s，。！？]+|www\.[^\s，。！？]+|\bhttp\b`],
  ['mail', String.raw`[\w.+-]+@[\w-]+\.[\w.]+`],
  ['link', host],
  ['user', String.raw`[@＠][\w.\p{L}]+`],
  ['tag', String.raw`[#＃][\p{L}\p{N}\p{M}_]+`],
  [
    'face',
    String.raw`[:;=][-^']?[)(DPpOo3/\\|\]\[*]+(?![\p{L}\p{N}])|<\/?3+|[)(][-^]?[:;=]|\b(?:T_T|Q_Q|QAQ|QQ|TT|XD+|orz|Orz|OTZ)\b|\^[_.]?\^|>_<|-_-|=_=`,
  ],
  ['emoji', String.raw`\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*`],
  ['money', String.raw`(?:NT|US|HK)?[$€£¥＄]\s?\d[\d.,]*[kKmM]?|\d[\d.,]*\s?(?:元|塊|块|萬|万|蚊|円|€|usd|dollars|pounds|quid|bucks)`],
  ['percent', String.raw`\d[\d.,]*\s?[%％]`],
  ['phone', String.raw`\+?\d(?:[\s-]?\d){6,}`],
  ['number', String.raw`\d+(?:[.,:/-]\d+)*`],
  ['han', String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3105-\u312F々〆ー]`],
  [
    'word',
    String.raw`(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}])+(?:${apostrophe}[\p{L}]+)*`,
  ],
  ['mark', String.raw`[!！?？]+|\.{2,}|…+|[.,;:。，、；：～~"“”「」()（）*]`],
]
const pattern = new RegExp(pieces.map(([, source]) => `(${source})`).join('|'), 'gu')
const apostrophes = new RegExp(apostrophe, 'g')

/** `fold` turns a Chinese character into the one the model knows it by. Spaces and what has no meaning are left out. */
export function tokensOf(message: string, fold: (character: string) => string): Token[] {
  const tokens: Token[] = []
  for (const match of message.matchAll(pattern)) {
    const kind = pieces[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? 'mark'
    const raw = match[0]
    const start = match.index
    tokens.push({ kind, text: foldedText(kind, raw, fold), start, end: start + raw.length, loud: loud(kind, raw) })
  }
  return tokens
}

function foldedText(kind: Token['kind'], raw: string, fold: (character: string) => string): string {
  switch (kind) {
    case 'word':
      return shorten(raw.toLowerCase().normalize('NFC').replace(apostrophes, "'"))
    case 'han':
      return fold(raw)
    case 'tag':
      return shorten(raw.slice(1).toLowerCase())
    case 'emoji':
      return raw.replaceAll(/[\uFE0F\p{Emoji_Modifier}]/gu, '')
    case 'mark':
      return foldedMark(raw)
    case 'number':
      return raw.length <= 5 ? raw : '<number>'
    case 'face':
      return raw
        .toLowerCase()
        .replaceAll(/[-^'](?=.)/g, '')
        .replaceAll(/(.)\1+/g, '$1')
    case 'user':
    case 'link':
    case 'mail':
    case 'phone':
    case 'money':
    case 'percent':
      return `<${kind}>`
  }
}

/** `soooo` and `sooo` are one word; `so` stays another. */
function shorten(word: string): string {
  return word.replaceAll(/(.)\1{2,}/gu, '$1$1')
}

function foldedMark(raw: string): string {
  const narrow = raw.normalize('NFKC').replaceAll('。', '.').replaceAll('、', ',').replaceAll('…', '...')
  if (narrow.startsWith('..')) return '...'
  if (!/[!?]/.test(narrow)) return narrow
  const asks = narrow.includes('?')
  return narrow.length === 1 ? narrow : asks && narrow.includes('!') ? '?!' : asks ? '??' : '!!'
}

function loud(kind: Token['kind'], raw: string): boolean {
  return kind === 'word' && (/(.)\1{2,}/u.test(raw) || (raw.length > 2 && raw === raw.toUpperCase() && raw !== raw.toLowerCase()))
}
