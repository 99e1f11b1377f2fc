import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { instagram } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { instagramStandIn } from './stand-in.ts'
import { carousel } from './test-content.ts'

const begin = Temporal.Instant.from('2026-11-24T09:00:00Z')

export function setInstagramStage(
  settings: Partial<Settings> = {},
  more: { readonly tells?: typeof globalThis.fetch } = {},
): Promise<ClockedStage> {
  return clockedStage({
    network: instagram,
    kind: instagramStandIn({ processingSeconds: 0, ...settings }),
    content: carousel,
    begin,
    ...more,
  })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent): Delivery {
  return steps.startJob(access, content, begin)
}
