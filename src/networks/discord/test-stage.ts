import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { discord } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { discordStandIn } from './stand-in.ts'
import { longPost } from './test-content.ts'

const begin = Temporal.Instant.from('2026-11-24T09:00:00Z')

/** Nobody is asked to slow down, unless the test is about that: its clock stands still. */
export function setDiscordStage(settings: Partial<Settings> = {}): Promise<ClockedStage> {
  return clockedStage({ network: discord, kind: discordStandIn({ rates: false, ...settings }), content: longPost, begin })
}

/** On the machine's clock, because the promises of every network are. */
export function setPresentStage(): Promise<ClockedStage> {
  return clockedStage({ network: discord, kind: discordStandIn({ rates: false }), content: longPost, begin: Temporal.Now.instant() })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent): Delivery {
  return steps.startJob(access, content, begin)
}
