import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { telegram } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { telegramStandIn } from './stand-in.ts'
import { longThread } from './test-content.ts'

const begin = Temporal.Instant.from('2026-11-24T09:00:00Z')

/** Tests send more in a minute than anybody may, unless they are about that. */
export function setTelegramStage(settings: Partial<Settings> = {}, now = begin): Promise<ClockedStage> {
  return clockedStage({ network: telegram, kind: telegramStandIn({ perMinute: 100_000, ...settings }), content: longThread, begin: now })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent): Delivery {
  return steps.startJob(access, content, begin)
}
