import { accented, isGlue, isInsideLabel, isLabelCharacter } from './characters.ts'
import { asciiLength } from './punycode.ts'
import { topLevelEnd } from './top-level.ts'
import { tailEnd } from './url-tail.ts'

/** An address that X makes a link of, in UTF-16 offsets. */
export interface Url {
  readonly start: number
  readonly end: number
}

/** Addresses with and without https://, as twitter-text 3.1 finds them. Takes time in proportion to the text, however odd it is. */
export function findUrls(text: string): readonly Url[] {
  const found: Url[] = []
  let taken = 0
  for (let dot = text.indexOf('.'); dot >= 0;) {
    const run = runAround(text, { dot, taken })
    for (let match = matchIn(run, taken); match; match = matchIn(run, taken)) {
      taken = match.end
      found.push(...accepted(text, match))
    }
    dot = text.indexOf('.', Math.max(run.end, taken))
  }
  return found
}

/** A stretch of the text that could be one domain: labels and the dots between them. */
interface Run {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly labels: readonly Label[]
}

interface Label {
  readonly start: number
  readonly end: number
  /** Where the top-level domain ends that this label begins with. */
  readonly topLevelEnd: number | undefined
  /** Where a domain ends, at the farthest, that begins with this whole label. */
  readonly domainEnd: number | undefined
}

function runAround(text: string, { dot, taken }: { readonly dot: number; readonly taken: number }): Run {
  const belongs = (at: number) => text.charAt(at) === '.' || isInsideLabel(text.charCodeAt(at))
  let start = dot
  while (start > taken && belongs(start - 1)) start -= 1
  let end = dot + 1
  while (end < text.length && belongs(end)) end += 1
  return { text, start, end, labels: labelsOf(text, { start, end }) }
}

/** From the last to the first, since how far a domain reaches depends on what follows. */
function labelsOf(text: string, run: Url): readonly Label[] {
  const labels: Label[] = []
  let end = run.end
  for (const written of text.slice(run.start, run.end).split('.').toReversed()) {
    const bounds = { start: end - written.length, end }
    const following = labels.at(-1)
    const isWhole = written !== '' && isLabelCharacter(text.charCodeAt(bounds.start)) && endsWell(text, bounds)
    const domainEnd = isWhole ? (following?.domainEnd ?? asName(text, bounds, following)) : undefined
    labels.push({ ...bounds, topLevelEnd: topLevelEnd(text, bounds.start), domainEnd })
    end = bounds.start - 1
  }
  return labels.toReversed()
}

function endsWell(text: string, { end }: Url): boolean {
  return isLabelCharacter(text.charCodeAt(end - 1))
}

/** Only the name right before the top-level domain must be free of underscores. */
function asName(text: string, label: Url, following: Label | undefined): number | undefined {
  return lastLowLine(text, label) < label.start ? following?.topLevelEnd : undefined
}

/** One less than the label's start where it has none. */
function lastLowLine(text: string, { start, end }: Url): number {
  return start + text.slice(start, end).lastIndexOf('_')
}

interface Match extends Url {
  readonly domainStart: number
  readonly domainEnd: number
  readonly pathEnd: number
}

/** The first address of the run that begins behind what is taken already; one character before it must be free. */
function matchIn(run: Run, taken: number): Match | undefined {
  const { text, labels } = run
  const withScheme = schemeBefore(run, taken)
  const [first] = labels
  if (withScheme !== undefined && first?.domainEnd !== undefined) {
    return asMatch(text, { start: withScheme, domainStart: run.start, domainEnd: first.domainEnd })
  }
  for (const [index, label] of labels.entries()) {
    if (label.end <= taken || !endsWell(text, label)) continue
    const following = labels[index + 1]
    const begins = (after: number) => firstStart(text, { start: Math.max(label.start, after), end: label.end }, taken)
    const far = following?.domainEnd === undefined ? undefined : begins(label.start)
    if (far !== undefined) return asMatch(text, { start: far, domainStart: far, domainEnd: following?.domainEnd ?? far })
    const near = following?.topLevelEnd === undefined ? undefined : begins(lastLowLine(text, label) + 1)
    if (near !== undefined) return asMatch(text, { start: near, domainStart: near, domainEnd: following?.topLevelEnd ?? near })
  }
  return undefined
}

function schemeBefore({ text, start }: Run, taken: number): number | undefined {
  const [scheme] = /https?:\/\/$/i.exec(text.slice(Math.max(0, start - 'https://'.length), start)) ?? []
  if (scheme === undefined) return undefined
  const at = start - scheme.length
  return (at === 0 && taken === 0) || (at > taken && !isGlue(text.charAt(at - 1))) ? at : undefined
}

/** The leftmost place in a label where an address may begin. The very first character of the text comes second to the one behind it, as in the original. */
function firstStart(text: string, { start, end }: Url, taken: number): number | undefined {
  const fits = (at: number) => at < end && isLabelCharacter(text.charCodeAt(at))
  if (start === 0 && taken === 0) {
    if (fits(1) && !isGlue(text.charAt(0))) return 1
    if (fits(0)) return 0
  }
  for (let at = Math.max(start, taken + 1); at < end; at += 1) if (fits(at) && !isGlue(text.charAt(at - 1))) return at
  return undefined
}

function asMatch(text: string, match: Omit<Match, 'end' | 'pathEnd'>): Match {
  return { ...match, ...tailEnd(text, match.domainEnd) }
}

const longestUrl = 4096
const longestLabel = 63

function accepted(text: string, match: Match): readonly Url[] {
  const domain = text.slice(match.domainStart, match.domainEnd)
  const hasScheme = match.domainStart > match.start
  const schemeLength = hasScheme ? match.domainStart - match.start : 'https://'.length
  if (schemeLength + match.end - match.start > longestUrl || !isDomain(domain)) return []
  return hasScheme ? shortened(text, match) : withoutScheme(text, match)
}

function isDomain(domain: string): boolean {
  if (domain.startsWith('xn--') && asciiDomains(domain).length === 0) return false
  return domain.split('.').every((label) => asciiLength(label) <= longestLabel)
}

const longestSlug = 40

/** Of X's own short links only the short part counts. */
function shortened(text: string, { start, end }: Url): readonly Url[] {
  const [short, slug = ''] =
    /^https?:\/\/t\.co\/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/])?/i.exec(text.slice(start, end)) ?? []
  if (short === undefined) return [{ start, end }]
  return slug.length > longestSlug ? [] : [{ start, end: start + short.length }]
}

/** Without a scheme only what is written in Latin letters is an address, and a query only behind a path. */
function withoutScheme(text: string, match: Match): readonly Url[] {
  if (match.start > 0 && /[-_./]/.test(text.charAt(match.start - 1))) return []
  const { domainStart, domainEnd, pathEnd, end } = match
  const domains = asciiDomains(text.slice(domainStart, domainEnd))
  return domains.map((domain, index) => ({
    start: domainStart + domain.start,
    end: index === domains.length - 1 && pathEnd > domainEnd && hasPath(text, match) ? end : domainStart + domain.end,
  }))
}

function hasPath(text: string, { domainEnd, pathEnd }: Match): boolean {
  return text.slice(domainEnd, pathEnd).includes('/')
}

const asciiLabels = new RegExp(`(?:[-a-z0-9${accented}]+\\.)+`, 'iy')
const asciiLabel = new RegExp(`[-a-z0-9${accented}]+`, 'iy')

/** Chains of Latin labels that end in a top-level domain. */
function asciiDomains(domain: string): readonly Url[] {
  const found: Url[] = []
  for (let at = 0; at < domain.length;) {
    const chainEnd = matchEnd(asciiLabels, domain, at)
    const end = chainEnd === undefined ? undefined : lastTopLevelEnd(domain, { start: at, end: chainEnd })
    if (end !== undefined) found.push({ start: at, end })
    // A later start inside the same chain would try the same ends again.
    at = end ?? chainEnd ?? matchEnd(asciiLabel, domain, at) ?? at + 1
  }
  return found
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

function lastTopLevelEnd(domain: string, chain: Url): number | undefined {
  for (let dot = chain.end - 1; dot > chain.start; dot = domain.lastIndexOf('.', dot - 1)) {
    const end = topLevelEnd(domain, dot + 1)
    if (end !== undefined) return end
  }
  return undefined
}
