import { escapeHtml } from '#kit/html'

import type { Book, Profile } from './stand-in-state.ts'
import { pieces } from './stand-in-text.ts'

/** What stands after the second @ in handles; a server may be reached under another name. */
export const localDomain = 'mastodon.example'

interface Place {
  readonly book: Book
  /** Where people look at pages, without a slash at the end. */
  readonly web: string
}

/** As the server renders a text: paragraphs, line breaks, links with the ends of their addresses hidden, mentions without their host. */
export function asHtml(text: string, place: Place): string {
  const linked = pieces(text).map(({ kind, written }) => {
    if (kind === 'link') return linkHtml(written)
    const known = kind === 'mention' ? knownAs(written, place) : undefined
    if (known)
      return `<span class="h-card" translate="no"><a href="${place.web}/@${known.username}" class="u-url mention">@<span>${known.username}</span></a></span>`
    if (kind === 'tag')
      return `<a href="${place.web}/tags/${encodeURIComponent(written.slice(1))}" class="mention hashtag" rel="tag">#<span>${escapeHtml(written.slice(1))}</span></a>`
    return escapeHtml(written)
  })
  const paragraphs = linked
    .join('')
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
  return text === '' ? '' : paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`).join('')
}

function linkHtml(written: string): string {
  const [, prefix = '', rest = ''] = /^([a-z]+:\/\/(?:www\.)?)(.*)$/isu.exec(written) ?? []
  const [shown, hidden] = [rest.slice(0, 30), rest.slice(30)]
  const parts = `${span('invisible', prefix)}${span(hidden === '' ? '' : 'ellipsis', shown)}${span('invisible', hidden)}`
  return `<a href="${escapeHtml(written)}" target="_blank" rel="nofollow noopener noreferrer" translate="no">${parts}</a>`
}

function span(name: string, words: string): string {
  return `<span class="${name}">${escapeHtml(words)}</span>`
}

/** Only people of this very server are known to it. */
export function knownAs(mention: string, { book }: Pick<Place, 'book'>): Profile | undefined {
  const [, username = '', host] = mention.split('@')
  if (host !== undefined && host !== localDomain) return undefined
  return [...book.profiles.values()].find((profile) => profile.username === username.toLowerCase())
}
