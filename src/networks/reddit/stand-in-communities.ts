import { z } from 'zod'

const Requirements = z.object({
  title_regexes: z.array(z.string()),
  title_required_strings: z.array(z.string()),
  title_blacklisted_strings: z.array(z.string()),
  title_text_min_length: z.int().nullable(),
  title_text_max_length: z.int().nullable(),
  body_restriction_policy: z.enum(['none', 'required', 'notAllowed']),
  body_regexes: z.array(z.string()),
  body_required_strings: z.array(z.string()),
  body_blacklisted_strings: z.array(z.string()),
  body_text_min_length: z.int().nullable(),
  body_text_max_length: z.int().nullable(),
  domain_whitelist: z.array(z.string()),
  domain_blacklist: z.array(z.string()),
  link_restriction_policy: z.enum(['none', 'blacklist', 'whitelist']),
  link_repost_age: z.int().nullable(),
  is_flair_required: z.boolean(),
  gallery_min_items: z.int().nullable(),
  gallery_max_items: z.int().nullable(),
  gallery_captions_requirement: z.string(),
  gallery_urls_requirement: z.string(),
  guidelines_text: z.string().nullable(),
  guidelines_display_policy: z.string().nullable(),
})
export type Requirements = z.infer<typeof Requirements>

export const Community = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  type: z.enum(['public', 'restricted', 'private', 'user']),
  takes: z.enum(['any', 'self', 'link']),
  images: z.boolean(),
  galleries: z.boolean(),
  videos: z.boolean(),
  polls: z.boolean(),
  adult: z.boolean(),
  requirements: Requirements,
  flairs: z.array(z.object({ id: z.string(), text: z.string(), modOnly: z.boolean() })),
  rules: z.array(z.object({ name: z.string(), description: z.string(), kind: z.enum(['all', 'link', 'comment']) })),
})
export type Community = z.infer<typeof Community>

const anything: Requirements = {
  title_regexes: [],
  title_required_strings: [],
  title_blacklisted_strings: [],
  title_text_min_length: null,
  title_text_max_length: null,
  body_restriction_policy: 'none',
  body_regexes: [],
  body_required_strings: [],
  body_blacklisted_strings: [],
  body_text_min_length: null,
  body_text_max_length: null,
  domain_whitelist: [],
  domain_blacklist: [],
  link_restriction_policy: 'none',
  link_repost_age: null,
  is_flair_required: false,
  gallery_min_items: null,
  gallery_max_items: null,
  gallery_captions_requirement: 'none',
  gallery_urls_requirement: 'none',
  guidelines_text: null,
  guidelines_display_policy: null,
}

const open: Omit<Community, 'id' | 'name' | 'title'> = {
  type: 'public',
  takes: 'any',
  images: true,
  galleries: true,
  videos: true,
  polls: true,
  adult: false,
  requirements: anything,
  flairs: [],
  rules: [],
}

/** A profile takes whatever its person posts there. */
export function profileCommunity(id: string, handle: string): Community {
  return { ...open, id: `t5_${id.slice(3)}`, name: `u_${handle}`, title: handle, type: 'user' }
}

/** One that takes everything, one that asks for much, and some that refuse one thing each. */
export const firstCommunities: readonly Community[] = [
  { ...open, id: 't5_2qh1a', name: 'test', title: 'Testing' },
  {
    ...open,
    id: 't5_2qq5e',
    name: 'TeaTalk',
    title: 'Tea talk',
    requirements: {
      ...anything,
      title_regexes: [String.raw`^\[(?:Oolong|Sencha|Assam|Other)\] `],
      title_blacklisted_strings: ['discount'],
      title_text_min_length: 15,
      title_text_max_length: 120,
      body_restriction_policy: 'required',
      body_text_min_length: 20,
      body_blacklisted_strings: ['affiliate'],
      domain_blacklist: ['shop.example'],
      link_restriction_policy: 'blacklist',
      is_flair_required: true,
      guidelines_text: 'Say which tea it is, and how you made it.',
    },
    flairs: [
      { id: '5f2a-review', text: 'Review', modOnly: false },
      { id: '5f2a-question', text: 'Question', modOnly: false },
      { id: '5f2a-notice', text: 'Notice', modOnly: true },
    ],
    rules: [
      { name: 'Be kind', description: 'Argue about tea, never about people.', kind: 'all' },
      { name: 'No advertising', description: 'One post in ten may be about what you sell, and says so.', kind: 'link' },
      { name: 'No one-word comments', description: 'Say why.', kind: 'comment' },
    ],
  },
  { ...open, id: 't5_2qh0u', name: 'pics', title: 'Pictures', takes: 'link', videos: false, polls: false },
  { ...open, id: 't5_2qjvn', name: 'AskTea', title: 'Questions', takes: 'self', images: false, videos: false },
  { ...open, id: 't5_3kafe', name: 'teahouse', title: 'Behind the counter', type: 'restricted' },
  { ...open, id: 't5_3back', name: 'backroom', title: 'Back room', type: 'private' },
]
