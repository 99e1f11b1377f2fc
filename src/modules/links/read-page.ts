import { decodeEntities } from './entities.ts'

export interface PageFacts {
  readonly title: string
  readonly description: string
  /** The absolute address of the page's picture. */
  readonly image?: string
}

/** What a page says of itself for cards: Open Graph first, then Twitter's names, then HTML's own. */
export function readPage(bytes: Uint8Array, { contentType, url }: { contentType: string; url: string }): PageFacts {
  const html = decode(bytes, contentType)
  const { title, meta } = scan(html)
  const first = (...names: string[]) => names.map((name) => plain(meta.get(name) ?? '')).find((text) => text !== '') ?? ''
  const image = pictureAddress(first('og:image:secure_url', 'og:image:url', 'og:image', 'twitter:image', 'twitter:image:src'), url)
  return {
    title: cutText(first('og:title', 'twitter:title') || plain(title), 500),
    description: cutText(first('og:description', 'twitter:description', 'description'), 2000),
    ...(image ? { image } : {}),
  }
}

/** The encoding is told by the byte order mark, the header, or the page itself near its beginning; UTF-8 where nobody says. */
function decode(bytes: Uint8Array, contentType: string): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  const said = [markOf(start), charsetIn(contentType), charsetIn(start.match(/<meta\b[^>]*charset[^>]*>/i)?.[0] ?? '')]
  for (const label of said) {
    if (label !== undefined && isKnown(label)) return new TextDecoder(label).decode(bytes)
  }
  return new TextDecoder().decode(bytes)
}

function markOf(start: string): string | undefined {
  if (start.startsWith('\u00EF\u00BB\u00BF')) return 'utf-8'
  if (start.startsWith('\u00FE\u00FF')) return 'utf-16be'
  return start.startsWith('\u00FF\u00FE') ? 'utf-16le' : undefined
}

function charsetIn(text: string): string | undefined {
  return /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(text)?.[1]
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

/** Reads tags one after the other and skips what is not markup: comments, scripts, styles. Every step moves forward, so no page can hold it up. */
function scan(html: string): { title: string; meta: Map<string, string> } {
  const meta = new Map<string, string>()
  let title: string | undefined
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    const name = tagName.exec(html.slice(at, at + 20))?.[1]?.toLowerCase()
    if (html.startsWith('<!--', at)) {
      at = after(html, '-->', at + 4)
      continue
    }
    if (name === undefined) {
      at += 1
      continue
    }
    const { attributes, end } = readAttributes(html, at + 1 + name.length)
    at = end
    if (name === 'body' && title !== undefined && meta.size > 0) break
    if (name === 'meta') keep(meta, attributes)
    if (!rawTexts.has(name)) continue
    const close = closing(html, name, at)
    if (name === 'title') title ??= decodeEntities(html.slice(at, close))
    at = close
  }
  return { title: title ?? '', meta }
}

const tagName = /^<([a-z][a-z0-9]*)/i
const rawTexts = new Set(['title', 'script', 'style', 'textarea', 'noscript', 'template', 'svg'])

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

function closing(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}`, 'gi')
  pattern.lastIndex = from
  return pattern.exec(html)?.index ?? html.length
}

const attribute = /[\s/]*([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y

function readAttributes(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>()
  attribute.lastIndex = from
  let end = from
  for (let found = attribute.exec(html); found && attributes.size < 100; found = attribute.exec(html)) {
    const [, name = '', double, single, bare] = found
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''))
    end = attribute.lastIndex
  }
  return { attributes, end: after(html, '>', end) }
}

/** The first of each name counts, as it does for those who show cards. */
function keep(meta: Map<string, string>, attributes: ReadonlyMap<string, string>): void {
  const name = (attributes.get('property') ?? attributes.get('name') ?? '').trim().toLowerCase()
  const content = attributes.get('content') ?? ''
  if (name !== '' && !meta.has(name) && content.trim() !== '') meta.set(name, content)
}

/** One line that can be stored: no control characters, no halves of characters. */
function plain(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toWellFormed()
}

function cutText(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function pictureAddress(written: string, url: string): string | undefined {
  if (written === '' || !URL.canParse(written, url)) return undefined
  const address = new URL(written, url)
  return address.protocol === 'https:' || address.protocol === 'http:' ? address.href : undefined
}
