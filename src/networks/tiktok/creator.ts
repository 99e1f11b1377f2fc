import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { isDraft, privacyIn } from './choices.ts'
import { signedIn } from './session.ts'
import { videoIn } from './steps.ts'

const creatorSchema = z.object({
  creator_username: z.string().catch(''),
  creator_nickname: z.string().catch(''),
  creator_avatar_url: z.string().catch(''),
  privacy_level_options: z.array(z.string()),
  comment_disabled: z.boolean().catch(false),
  duet_disabled: z.boolean().catch(false),
  stitch_disabled: z.boolean().catch(false),
  max_video_post_duration_sec: z.number().positive(),
})
type Creator = z.infer<typeof creatorSchema>

/** What this creator may choose today. The network wants it asked before every post, and at most 20 times a minute. */
export function readCreator(
  session: { readonly api: string; readonly token: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Creator>> {
  return ask({ ...session, path: 'post/publish/creator_info/query/', send: { json: {} }, answer: creatorSchema }, environment)
}

/** What `rulesFor` reads. */
export function limitsOf(creator: Creator) {
  return {
    privacy: creator.privacy_level_options,
    commentsOff: creator.comment_disabled,
    duetsOff: creator.duet_disabled,
    stitchesOff: creator.stitch_disabled,
    maxSeconds: creator.max_video_post_duration_sec,
  }
}

const knownSchema = z.object({ insights: z.boolean().default(false) })

/** What was granted does not change; what the creator chose does. */
export async function readLimits(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const read = await readCreator(signedIn(access), environment)
  const { insights } = knownSchema.safeParse(access.limits).data ?? { insights: false }
  return read.ok ? { ok: true, value: { ...limitsOf(read.value), insights } } : read
}

/** Is what was chosen when the post was written still offered? What the creator has turned off since stays off and stops nothing. */
export async function checkCreator(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const read = await readCreator(signedIn(job.access), environment)
  if (!read.ok) return read
  const { privacy_level_options: offered, max_video_post_duration_sec: maxSeconds } = read.value
  const { settings } = job.content
  if (!isDraft(settings) && !offered.includes(privacyIn(settings))) return rejected('privacy-not-offered')
  const video = videoIn(job.content)
  if (video && video.seconds > maxSeconds + 0.5) return rejected('too-long-now', { params: { max: maxSeconds } })
  return { ok: true, value: { at: environment.now().toString(), limits: limitsOf(read.value) } }
}
