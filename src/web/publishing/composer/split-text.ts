/** Where a text may be cut, best first: after a paragraph, a line, a sentence, a clause, a word. */
const breaks = [/\n\s*\n/g, /\n/g, /[.!?…]+["”’)]*\s|[。！？…]+[」』）”]*/g, /[,;:]\s|[，、；：]/g, /\s+/g]

/**
 * Cuts a long text into parts that each fit (`overflow` tells where a text stops fitting). Only white space at the cuts is lost.
 * A break in the first third is passed over for a finer one later, so that parts are not left nearly empty.
 */
export function splitText(text: string, overflow: (text: string) => number | undefined): readonly string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest !== '') {
    const limit = overflow(rest)
    const cut = limit === undefined ? rest.length : bestCut(rest, Math.max(1, limit))
    parts.push(rest.slice(0, cut).trimEnd())
    rest = rest.slice(cut).trimStart()
  }
  return parts
}

function bestCut(text: string, limit: number): number {
  for (const pattern of breaks) {
    const cut = lastBreak(text, limit, pattern)
    if (cut > limit / 3) return cut
  }
  return safeCut(text, limit)
}

/** The end of the last match that leaves the part, without the white space at its end, inside the limit. */
function lastBreak(text: string, limit: number, pattern: RegExp): number {
  let last = 0
  for (const match of text.slice(0, limit + 2).matchAll(pattern)) {
    const end = match.index + match[0].length
    if (text.slice(0, end).trimEnd().length <= limit) last = end
  }
  return last
}

/** Never through one visible character. */
function safeCut(text: string, limit: number): number {
  const around = new Intl.Segmenter().segment(text).containing(limit)
  if (around === undefined || around.index === limit) return limit
  return around.index > 0 ? around.index : around.index + around.segment.length
}
