import type { Json } from '#kit/json'

/** What a community's moderators ask of posts, by the network's own names; `null` and empty lists ask for nothing. */
export type Requirements = {
  readonly title_regexes: readonly string[]
  readonly title_required_strings: readonly string[]
  readonly title_blacklisted_strings: readonly string[]
  readonly title_text_min_length: number | null
  readonly title_text_max_length: number | null
  readonly body_restriction_policy: 'required' | 'notAllowed' | 'none'
  readonly body_regexes: readonly string[]
  readonly body_required_strings: readonly string[]
  readonly body_blacklisted_strings: readonly string[]
  readonly body_text_min_length: number | null
  readonly body_text_max_length: number | null
  readonly domain_whitelist: readonly string[]
  readonly domain_blacklist: readonly string[]
  readonly link_restriction_policy: 'whitelist' | 'blacklist' | 'none'
  readonly is_flair_required: boolean
  readonly gallery_min_items: number | null
  readonly gallery_max_items: number | null
  readonly guidelines_text: string
}

/** A community as it was when it was read. */
export type Community = {
  /** As it writes itself. */
  readonly name: string
  /** An ISO instant. */
  readonly at: string
  /** Which kinds of posts it takes. */
  readonly takes: Readonly<Record<'self' | 'link' | 'image' | 'gallery' | 'video' | 'poll', boolean>>
  /** Everything there is for adults. */
  readonly adult: boolean
  /** The account may post there at all. */
  readonly open: boolean
  readonly requirements: Requirements
  readonly flairs: readonly { readonly id: string; readonly text: string }[]
  readonly rules: readonly { readonly title: string; readonly text: string }[]
}

/** The communities that were read for an account, newest first. Read by hand, so that no schema library comes along into the page. */
export function communitiesIn(limits: Json): readonly Community[] {
  return listOf(fieldsOf(limits)['communities']).flatMap(asCommunity)
}

function asCommunity(value: Json): Community[] {
  const { name, at, takes, adult, open, requirements, flairs, rules } = fieldsOf(value)
  if (typeof name !== 'string' || typeof at !== 'string') return []
  const taken = fieldsOf(takes)
  const takesKind = (kind: string) => taken[kind] !== false
  return [
    {
      name,
      at,
      takes: {
        self: takesKind('self'),
        link: takesKind('link'),
        image: takesKind('image'),
        gallery: takesKind('gallery'),
        video: takesKind('video'),
        poll: takesKind('poll'),
      },
      adult: adult === true,
      open: open !== false,
      requirements: asRequirements(fieldsOf(requirements)),
      flairs: listOf(flairs).flatMap((flair) => pair(flair, 'id', 'text').map(([id, text]) => ({ id, text }))),
      rules: listOf(rules).flatMap((rule) => pair(rule, 'title', 'text').map(([title, text]) => ({ title, text }))),
    },
  ]
}

function asRequirements(asked: Fields): Requirements {
  const words = (name: string) => listOf(asked[name]).filter((word) => typeof word === 'string')
  const most = (name: string) => (typeof asked[name] === 'number' ? asked[name] : null)
  const { body_restriction_policy: body, link_restriction_policy: link, guidelines_text: guidelines } = asked
  return {
    title_regexes: words('title_regexes'),
    title_required_strings: words('title_required_strings'),
    title_blacklisted_strings: words('title_blacklisted_strings'),
    title_text_min_length: most('title_text_min_length'),
    title_text_max_length: most('title_text_max_length'),
    body_restriction_policy: body === 'required' || body === 'notAllowed' ? body : 'none',
    body_regexes: words('body_regexes'),
    body_required_strings: words('body_required_strings'),
    body_blacklisted_strings: words('body_blacklisted_strings'),
    body_text_min_length: most('body_text_min_length'),
    body_text_max_length: most('body_text_max_length'),
    domain_whitelist: words('domain_whitelist'),
    domain_blacklist: words('domain_blacklist'),
    link_restriction_policy: link === 'whitelist' || link === 'blacklist' ? link : 'none',
    is_flair_required: asked['is_flair_required'] === true,
    gallery_min_items: most('gallery_min_items'),
    gallery_max_items: most('gallery_max_items'),
    guidelines_text: typeof guidelines === 'string' ? guidelines : '',
  }
}

type Fields = Readonly<Record<string, Json | undefined>>

function pair(value: Json, one: string, other: string): (readonly [string, string])[] {
  const { [one]: first, [other]: second } = fieldsOf(value)
  return typeof first === 'string' && typeof second === 'string' ? [[first, second]] : []
}

function fieldsOf(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {}
}

function listOf(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : []
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** `r/Tea`, `/r/tea/` and an address are `Tea`; a profile, `u/embertea`, is the community `u_embertea`. '' where it is no name. */
export function nameIn(written: string): string {
  const path = written.trim().replace(/^https?:\/\/(?:\w+\.)?reddit\.com/i, '')
  const [, kind, name = ''] = /^\/?(?:(r|u|user)\/)?([\w-]{2,23})\/?$/i.exec(path) ?? []
  if (kind !== undefined && kind.toLowerCase() !== 'r') return name === '' ? '' : `u_${name}`
  return /^(?:u_[\w-]{3,20}|\w{2,21})$/i.test(name) ? name : ''
}

export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

export function communityIn(limits: Json, written: string): Community | undefined {
  const name = nameIn(written)
  return communitiesIn(limits).find((each) => isSame(each.name, name))
}
