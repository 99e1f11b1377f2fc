import type { Community } from './stand-in-communities.ts'
import type { Post } from './stand-in-state.ts'
import { Refused } from './stand-in-wire.ts'

type Wanted = Pick<Post, 'kind' | 'title' | 'text' | 'url' | 'assets' | 'flair'>

/** @throws Refused where the community takes no posts of this kind. */
export function needKind({ takes, images, galleries, videos, polls }: Community, kind: Post['kind']): void {
  if (kind === 'self' && takes === 'link') throw notTaken('NO_SELFS', 'text posts')
  if (kind === 'poll' && !polls) throw notTaken('NO_POLLS', 'polls')
  if (kind !== 'self' && kind !== 'poll' && takes === 'self') throw notTaken('NO_LINKS', 'links')
  if (kind === 'image' && !images) throw notTaken('NO_IMAGES', 'images')
  if (kind === 'gallery' && !(images && galleries)) throw notTaken('NO_GALLERIES', 'galleries')
  if (kind === 'video' && !videos) throw notTaken('NO_VIDEOS', 'videos')
}

function notTaken(code: string, what: string): Refused {
  return new Refused(code, `This community doesn't allow ${what}`, { field: 'sr' })
}

/** @throws Refused where a post is not as the moderators want it. */
export function needAsWanted(post: Wanted, community: Community): void {
  needTitle(post.title, community)
  needText(post, community)
  needDomain(post, community)
  needFlair(post, community)
  const { gallery_min_items: min, gallery_max_items: max } = community.requirements
  const count = post.assets.length
  if (post.kind === 'gallery' && min !== null && count < min) throw refuse('GALLERY_MIN_ITEMS', 'Add more images', 'items')
  if (post.kind === 'gallery' && max !== null && count > max) throw refuse('GALLERY_MAX_ITEMS', 'Remove some images', 'items')
}

function needTitle(title: string, { requirements }: Community): void {
  const { title_text_min_length: min, title_text_max_length: max, title_regexes: patterns } = requirements
  const length = Array.from(title).length
  if (min !== null && length < min) throw refuse('MIN_LENGTH', `title must be at least ${min} characters`, 'title')
  if (max !== null && length > max) throw refuse('MAX_LENGTH', `title must be under ${max} characters`, 'title')
  if (patterns.length > 0 && !patterns.some((pattern) => new RegExp(pattern, 'u').test(title)))
    throw refuse('TITLE_REGEX_REQUIREMENT', 'Your title does not match the format', 'title')
  const { title_required_strings: needed, title_blacklisted_strings: refused } = requirements
  if (needed.length > 0 && !holdsOneOf(title, needed)) throw refuse('TITLE_REQUIRED_STRING', 'Your title needs a word', 'title')
  if (holdsOneOf(title, refused)) throw refuse('TITLE_BLACKLISTED_STRING', 'Your title contains a word that is not allowed', 'title')
}

function needText({ kind, text }: Wanted, { requirements }: Community): void {
  const { body_restriction_policy: policy, body_text_min_length: min, body_text_max_length: max } = requirements
  if (policy === 'required' && kind === 'self' && text.trim() === '')
    throw refuse('BODY_REQUIRED', 'This community requires body text', 'text')
  if (policy === 'notAllowed' && text.trim() !== '') throw refuse('BODY_NOT_ALLOWED', 'This community does not allow body text', 'text')
  if (text.trim() === '') return
  const length = Array.from(text.trim()).length
  if (min !== null && length < min) throw refuse('MIN_LENGTH', `text must be at least ${min} characters`, 'text')
  if (max !== null && length > max) throw refuse('MAX_LENGTH', `text must be under ${max} characters`, 'text')
  const { body_required_strings: needed, body_blacklisted_strings: refused, body_regexes: patterns } = requirements
  if (needed.length > 0 && !holdsOneOf(text, needed)) throw refuse('BODY_REQUIRED_STRING', 'Your text needs a word', 'text')
  if (holdsOneOf(text, refused)) throw refuse('BODY_BLACKLISTED_STRING', 'Your text contains a word that is not allowed', 'text')
  if (patterns.length > 0 && !patterns.some((pattern) => new RegExp(pattern, 'u').test(text.trim())))
    throw refuse('BODY_REGEX_REQUIREMENT', 'Your text does not match the format', 'text')
}

function needDomain({ kind, url }: Wanted, { requirements }: Community): void {
  if (kind !== 'link' || url === undefined) return
  const { hostname } = new URL(url)
  const isOn = (domains: readonly string[]) => domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))
  const { domain_whitelist: taken, domain_blacklist: refused } = requirements
  if (taken.length > 0 && !isOn(taken)) throw refuse('DOMAIN_NOT_WHITELISTED', 'That domain is not allowed', 'url')
  if (isOn(refused)) throw refuse('DOMAIN_BLACKLISTED', 'That domain is not allowed', 'url')
}

function needFlair({ flair }: Wanted, { requirements, flairs }: Community): void {
  if (flair === undefined) {
    if (requirements.is_flair_required) throw refuse('FLAIR_REQUIRED', 'Your post must contain post flair.', 'flair')
  } else if (!flairs.some(({ id, modOnly }) => id === flair && !modOnly))
    throw new Refused('BAD_FLAIR_TEMPLATE_ID', 'bad flair template id', { field: 'flair' })
}

function holdsOneOf(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.toLowerCase().includes(word.toLowerCase()))
}

function refuse(code: string, words: string, field: string): Refused {
  return new Refused(`SUBMIT_VALIDATION_${code}`, words, { field })
}
