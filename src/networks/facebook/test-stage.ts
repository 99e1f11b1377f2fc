import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { facebook } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { facebookStandIn } from './stand-in.ts'
import { album } from './test-content.ts'

export async function setFacebookStage(
  settings: Partial<Settings> = {},
  begin = Temporal.Instant.from('2026-11-24T09:00:00Z'),
  more: { readonly tells?: typeof globalThis.fetch } = {},
): Promise<ClockedStage> {
  const kind = facebookStandIn({ processingSeconds: 0, ...settings })
  const stage = await clockedStage({ network: facebook, kind, content: album, begin, ...more })
  return {
    ...stage,
    // What is written below a post is no post.
    live: async () =>
      stage.standIn.posts({ profileId: stage.profile.id }).flatMap(({ id, replyTo }) => (replyTo === undefined ? [id] : [])),
  }
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent, now = '2026-11-24T09:00:00Z'): Delivery {
  return steps.startJob(access, content, Temporal.Instant.from(now))
}
