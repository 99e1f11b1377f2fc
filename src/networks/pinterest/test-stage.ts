import type { AccountAccess, Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { pinterest } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { pinterestStandIn } from './stand-in.ts'
import { picture } from './test-content.ts'

const begin = Temporal.Instant.from('2026-11-24T09:00:00Z')

/** With one board, unless others are wanted, so that nothing has to be chosen. Limits of a minute are tried by tests of their own. */
export function setPinterestStage(
  settings: Partial<Settings> = {},
  { limited = false, at = begin }: { readonly limited?: boolean; readonly at?: Temporal.Instant } = {},
): Promise<ClockedStage> {
  const kind = pinterestStandIn({ processingSeconds: 0, boards: () => [{ name: 'Bread' }], ...settings })
  const open: typeof kind.open = (world) => kind.open(limited ? world : { ...world, rateLimits: false })
  return clockedStage({ network: pinterest, kind: { ...kind, open }, content: picture, begin: at })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export function startJob(access: AccountAccess, content: PostContent, now = begin): Delivery {
  return steps.startJob(access, content, now)
}
