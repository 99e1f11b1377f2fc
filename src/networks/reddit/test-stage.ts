import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { reddit } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { redditStandIn } from './stand-in.ts'
import { gallery } from './test-content.ts'

const usualBegin = Temporal.Instant.from('2026-11-24T09:00:00Z')

export function setRedditStage(settings: Partial<Settings> = {}, begin = usualBegin): Promise<ClockedStage> {
  return clockedStage({ network: reddit, kind: redditStandIn({ processingSeconds: 0, ...settings }), content: gallery, begin })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent): Delivery {
  return steps.startJob(access, content, usualBegin)
}
