const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }

/** Servers put the address of a quoted post before the text for apps that know no quotes; nobody wrote it. */
const quotedLink = /^<p class="quote-inline">.*?<\/p>/is

/** The words of a rendered post: paragraphs and line breaks become line breaks, everything else between the tags stays. */
export function plainText(html: string): string {
  return html
    .replace(quotedLink, '')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p>\s*<p[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]+);/gi, (written) => character(written.slice(1, -1)) ?? written)
    .trim()
}

function character(name: string): string | undefined {
  if (!name.startsWith('#')) return named[name.toLowerCase()]
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
