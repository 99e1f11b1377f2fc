import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { googleBusiness } from './index.ts'
import { publishing } from './publishing.ts'
import type { Nature } from './stand-in-state.ts'
import { standInWith } from './stand-in.ts'
import { fullEvent } from './test-content.ts'

const begin = Temporal.Instant.from('2026-11-28T09:00:00Z')

/** Photos of tests are one colour, and so lighter than any photo. */
export function setGoogleBusinessStage(nature: Partial<Nature> = {}, from = begin): Promise<ClockedStage> {
  return clockedStage({ network: googleBusiness, kind: standInWith({ leastPhotoBytes: 0, ...nature }), content: fullEvent, begin: from })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent, now = begin): Delivery {
  return steps.startJob(access, content, now)
}
