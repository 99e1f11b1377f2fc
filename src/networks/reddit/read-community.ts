import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import type { Community } from './community.ts'
import { requirementsSchema } from './requirements.ts'
import { type Session, signedIn } from './session.ts'

const allowed = z.boolean().nullish()

const aboutSchema = z.object({
  data: z.object({
    display_name: z.string(),
    submission_type: z.enum(['any', 'link', 'self']).nullish().catch(null),
    allow_images: allowed,
    allow_videos: allowed,
    allow_galleries: allowed,
    allow_polls: allowed,
    over18: z.boolean().nullish(),
    user_is_banned: z.boolean().nullish(),
    user_is_contributor: z.boolean().nullish(),
    user_is_moderator: z.boolean().nullish(),
    restrict_posting: z.boolean().nullish(),
    subreddit_type: z.string().catch('public'),
  }),
})
type About = z.infer<typeof aboutSchema>['data']

interface Asking {
  readonly name: string
  readonly session: Session
  readonly environment: NetworkEnvironment
}

/** What the network would refuse a post for: four questions, of which only the rules in words are left out where nobody reads them. */
export async function readCommunity(
  { name, rules: wantsRules }: { readonly name: string; readonly rules: boolean },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Community>> {
  const asking = { name, session: signedIn(access), environment }
  const about = await readAbout(asking)
  if (!about.ok) return about
  const requirements = await readRequirements(asking)
  if (!requirements.ok) return requirements
  const flairs = await readFlairs(asking)
  if (!flairs.ok) return flairs
  const rules: Outcome<Community['rules']> = wantsRules ? await readRules(asking) : { ok: true, value: [] }
  if (!rules.ok) return rules
  return {
    ok: true,
    value: {
      name: about.value.display_name,
      at: environment.now().toString({ smallestUnit: 'second' }),
      takes: takenBy(about.value),
      adult: about.value.over18 === true,
      open: isOpen(about.value),
      requirements: requirements.value,
      flairs: flairs.value,
      rules: rules.value,
    },
  }
}

async function readAbout({ name, session, environment }: Asking): Promise<Outcome<About>> {
  const read = await ask({ session, path: `r/${name}/about`, answer: aboutSchema }, environment)
  if (read.ok) return { ok: true, value: read.value.data }
  const { trouble } = read
  if (trouble.reason.code !== 'not-there') return read
  return { ok: false, trouble: { ...trouble, reason: { ...trouble.reason, code: 'community-not-there' } } }
}

async function readRequirements({ name, session, environment }: Asking): Promise<Outcome<Community['requirements']>> {
  const read = await ask({ session, path: `api/v1/${name}/post_requirements`, answer: requirementsSchema }, environment)
  // A profile of a person has none.
  return read.ok || read.trouble.kind !== 'rejected' ? read : { ok: true, value: requirementsSchema.parse({}) }
}

const flairsSchema = z.array(z.object({ id: z.string(), text: z.string().catch(''), mod_only: z.boolean().catch(false) }))

/** Where nobody may choose one, the network refuses to list them. */
async function readFlairs({ name, session, environment }: Asking): Promise<Outcome<Community['flairs']>> {
  const read = await ask({ session, path: `r/${name}/api/link_flair_v2`, answer: flairsSchema }, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: [] } : read
  const flairs = read.value.filter((flair) => !flair.mod_only).slice(0, mostFlairs)
  return { ok: true, value: flairs.map(({ id, text }) => ({ id, text: text.trim().slice(0, 64) || id })) }
}

const rulesSchema = z.object({
  rules: z.array(z.object({ short_name: z.string().catch(''), description: z.string().catch(''), kind: z.string().catch('all') })),
})

/** Those for posts, or for everything; the others are for comments. */
async function readRules({ name, session, environment }: Asking): Promise<Outcome<Community['rules']>> {
  const read = await ask({ session, path: `r/${name}/about/rules`, answer: rulesSchema }, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: [] } : read
  const forPosts = read.value.rules.filter(({ kind }) => kind !== 'comment').slice(0, mostRules)
  return {
    ok: true,
    value: forPosts.map(({ short_name: title, description: text }) => ({ title: title.trim(), text: text.trim().slice(0, 500) })),
  }
}

const mostFlairs = 100
/** The network's own limit is 15. */
const mostRules = 20

function takenBy({ submission_type: kind, allow_images, allow_videos, allow_galleries, allow_polls }: About): Community['takes'] {
  const links = kind !== 'self'
  return {
    self: kind !== 'link',
    link: links,
    image: links && allow_images !== false,
    gallery: links && allow_images !== false && allow_galleries !== false,
    video: links && allow_videos !== false,
    poll: allow_polls !== false,
  }
}

/** Some let only those post whom the moderators approved. */
function isOpen({
  user_is_banned: banned,
  user_is_contributor,
  user_is_moderator,
  restrict_posting,
  subreddit_type: type,
}: About): boolean {
  if (banned === true) return false
  const approvedOnly = type === 'restricted' && restrict_posting !== false
  return !approvedOnly || user_is_contributor === true || user_is_moderator === true
}
