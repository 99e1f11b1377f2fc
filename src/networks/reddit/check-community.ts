import { imagesOf } from '../media.ts'
import type { Finding, PostContent } from '../network.ts'
import type { Community } from './community.ts'
import { flairIn, type Kind, kindOf, partOf, titleIn } from './kinds.ts'
import { lengthOf } from './limits.ts'
import { error, warning } from './say.ts'

/** Everything a community's moderators would refuse this post for, as far as the network tells. Pure. */
export function* checkCommunity(content: PostContent, community: Community): Generator<Finding> {
  const where = { community: community.name }
  if (!community.open) yield error('community-not-for-you', where, 'subreddit')
  const kind = kindOf(content)
  if (!community.takes[kind]) yield error(refusedKinds[kind], where)
  yield* checkTitle(content, community)
  yield* checkText(content, community)
  yield* checkLink(content, community)
  yield* checkGallery(content, community)
  yield* checkFlair(content, community)
}

const refusedKinds: Readonly<Record<Kind, string>> = {
  self: 'no-text-posts',
  link: 'no-link-posts',
  image: 'no-images-there',
  gallery: 'no-galleries-there',
  video: 'no-videos-there',
  poll: 'no-polls-there',
}

function* checkTitle(content: PostContent, { requirements }: Community): Generator<Finding> {
  const title = titleIn(content)
  if (title === '') return
  const { title_text_min_length: min, title_text_max_length: max, title_regexes: patterns } = requirements
  const length = lengthOf(title)
  if (min !== null && length < min) yield error('title-too-short', { min }, 'title')
  if (max !== null && length > max) yield error('title-too-long', { over: length - max, max }, 'title')
  const missing = requirements.title_required_strings
  if (missing.length > 0 && !missing.some((word) => holds(title, word)))
    yield error('title-needs-word', { words: listed(missing) }, 'title')
  const refused = requirements.title_blacklisted_strings.find((word) => holds(title, word))
  if (refused !== undefined) yield error('title-word-refused', { word: refused }, 'title')
  yield* unlessFits(title, patterns, { code: 'title-not-as-wanted', setting: 'title' })
}

function* checkText(content: PostContent, { name: community, requirements }: Community): Generator<Finding> {
  const text = partOf(content).text.trim()
  const { body_restriction_policy: policy, body_text_min_length: min, body_text_max_length: max } = requirements
  // A text is asked for, or refused, where the post is one; elsewhere it is an addition.
  if (policy === 'required' && text === '' && kindOf(content) === 'self') yield error('text-needed', { community })
  if (policy === 'notAllowed' && text !== '') yield error('text-not-taken', { community })
  if (text === '') return
  const length = lengthOf(text)
  if (min !== null && length < min) yield error('text-too-short', { min })
  if (max !== null && length > max) yield error('text-too-long', { over: length - max, max })
  const missing = requirements.body_required_strings
  if (missing.length > 0 && !missing.some((word) => holds(text, word))) yield error('text-needs-word', { words: listed(missing) })
  const refused = requirements.body_blacklisted_strings.find((word) => holds(text, word))
  if (refused !== undefined) yield error('text-word-refused', { word: refused })
  yield* unlessFits(text, requirements.body_regexes, { code: 'text-not-as-wanted' })
}

/** One of the patterns has to fit. They are written for the network's own engine: one that this one cannot read, or that may take long, is left to it. */
function* unlessFits(
  text: string,
  patterns: readonly string[],
  { code, setting }: { readonly code: string; readonly setting?: string },
): Generator<Finding> {
  if (patterns.length === 0) return
  const read = patterns.map((pattern) => asPattern(pattern, text.length))
  if (read.some((pattern) => pattern?.test(text) === true)) return
  if (read.includes(undefined)) yield warning('pattern-not-checked', { pattern: patterns.join(' · ').slice(0, 200) }, setting)
  else yield error(code, { pattern: patterns.join(' · ').slice(0, 200) }, setting)
}

/** undefined for one that this engine cannot read, or that might keep the page busy for long: strangers wrote it. */
function asPattern(written: string, length: number): RegExp | undefined {
  const caseless = written.startsWith('(?i)')
  const pattern = caseless ? written.slice(4) : written
  if (mayTakeLong(pattern, length)) return undefined
  try {
    return new RegExp(pattern, caseless ? 'iu' : 'u')
  } catch {
    return undefined // The network's engine knows what this one does not.
  }
}

const mostTries = 100_000_000

/** A group that repeats may try without end; else each repetition, and a beginning anywhere, tries at most the length over again. */
function mayTakeLong(pattern: string, length: number): boolean {
  const loops = pattern.match(/[*+}]/g)?.length ?? 0
  return /\)[*+{]/.test(pattern) || length ** (loops + (pattern.startsWith('^') ? 0 : 1)) > mostTries
}

function* checkLink(content: PostContent, { requirements }: Community): Generator<Finding> {
  const url = kindOf(content) === 'link' ? partOf(content).link?.url : undefined
  if (url === undefined || !URL.canParse(url)) return
  const host = new URL(url).hostname
  const { domain_whitelist: taken, domain_blacklist: refused, link_restriction_policy: policy } = requirements
  const isOn = (domains: readonly string[]) => domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
  if (policy !== 'blacklist' && taken.length > 0 && !isOn(taken)) yield error('domain-not-taken', { host, domains: listed(taken) })
  else if (isOn(refused)) yield error('domain-refused-there', { host })
}

function* checkGallery(content: PostContent, { requirements }: Community): Generator<Finding> {
  if (kindOf(content) !== 'gallery') return
  const { gallery_min_items: min, gallery_max_items: max } = requirements
  const count = imagesOf(partOf(content)).length
  if ((min !== null && count < min) || (max !== null && count > max)) yield error('gallery-size-there', { min: min ?? 2, max: max ?? 20 })
}

function* checkFlair(content: PostContent, { name: community, requirements, flairs }: Community): Generator<Finding> {
  const setting = `flair.${community}`
  const chosen = flairIn(content)
  if (chosen === '') {
    if (requirements.is_flair_required) yield error('flair-needed', { community }, setting)
  } else if (!flairs.some(({ id }) => id === chosen)) yield error('flair-not-there', { community }, setting)
}

function holds(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase())
}

function listed(words: readonly string[]): string {
  return words.slice(0, 10).join(', ')
}
