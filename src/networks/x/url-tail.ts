import { accented } from './characters.ts'

const inPath = `a-z\\u0400-\\u04FF0-9!*';:=+,.$/%#[\\]\\-\\u2013_~@|&${accented}`
/** One more pair of brackets may stand inside a pair. */
const brackets = `\\((?:[${inPath}]+|[${inPath}]*\\([${inPath}]+\\)[${inPath}]*)\\)`
const pathPiece = new RegExp(`[${inPath}]+|${brackets}`, 'iy')
const pathEnding = new RegExp(`[+\\-a-z\\u0400-\\u04FF0-9=_#/${accented}]`, 'i')

const port = /:[0-9]+/y
const query = /\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*/iy
const queryEnding = /[a-z0-9\-_&=#/]/i

/** Where port, path and query behind a domain end: without the dot or comma of the sentence around them, and with brackets only in pairs. */
export function tailEnd(text: string, domainEnd: number): { readonly pathEnd: number; readonly end: number } {
  const portEnd = matchEnd(port, text, domainEnd) ?? domainEnd
  const pathEnd = text.charAt(portEnd) === '/' ? endOfPath(text, portEnd + 1) : portEnd
  const queryEnd = matchEnd(query, text, pathEnd)
  return { pathEnd, end: queryEnd === undefined ? pathEnd : endOfQuery(text, { start: pathEnd, end: queryEnd }) }
}

function endOfPath(text: string, start: number): number {
  let end = start
  for (let at = start; ;) {
    const next = matchEnd(pathPiece, text, at)
    if (next === undefined) return end
    end = text.charAt(next - 1) === ')' ? next : Math.max(end, lastEnding(text, { start: at, end: next, ending: pathEnding }))
    at = next
  }
}

/** A question mark with nothing behind it that may end a query is no query. */
function endOfQuery(text: string, { start, end }: { readonly start: number; readonly end: number }): number {
  const last = lastEnding(text, { start: start + 1, end, ending: queryEnding })
  return last > start + 1 ? last : start
}

function lastEnding(
  text: string,
  { start, end, ending }: { readonly start: number; readonly end: number; readonly ending: RegExp },
): number {
  let last = end
  while (last > start && !ending.test(text.charAt(last - 1))) last -= 1
  return last
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}
