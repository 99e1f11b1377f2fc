import type { Delivery, PostContent } from '../network.ts'
import { type ClockedStage, clockedStage, type StandInStage } from '../test-stand-in-stage.ts'
import { stepsOf } from '../test-steps.ts'
import { youtube } from './index.ts'
import { publishing } from './publishing.ts'
import type { Nature } from './stand-in-state.ts'
import { standInWith } from './stand-in.ts'
import { full } from './test-content.ts'

export function setYouTubeStage({
  begin = '2026-11-28T18:00:00Z',
  ...nature
}: Partial<Nature> & { readonly begin?: string } = {}): Promise<ClockedStage> {
  return clockedStage({ network: youtube, kind: standInWith(nature), content: full, begin: Temporal.Instant.from(begin) })
}

const steps = stepsOf(publishing)
export const { runTo } = steps

export async function startJob(stage: StandInStage, content: PostContent): Promise<Delivery> {
  return steps.startJob(await stage.connect(), content, stage.environment().now())
}

/** What the stage answers, but for some requests. */
export function answering(stage: StandInStage, isFor: (request: Request) => boolean, response: () => Response): typeof globalThis.fetch {
  return async (input, init) => (isFor(new Request(input, init)) ? response() : stage.environment().fetch(input, init))
}

/** An error as Google's APIs write it. */
export function googleError(status: number, reason: string): Response {
  return Response.json(
    { error: { code: status, message: `Said ${reason}.`, errors: [{ message: '', domain: 'youtube', reason }] } },
    { status },
  )
}
