import { standIn } from '../../src/networks/instagram/stand-in.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import { faultyStandIn } from './faulty-stand-in.ts'
import { carousel, picture, type Story } from './stories.ts'
import { jsonAnswer } from './upstream.ts'

const common = { final: ['part 1'], after: ['permalink 1'], lookUp: true, takeDown: false, refresh: 'renews' } as const

const stories: readonly Story[] = [
  { ...common, ...picture, before: ['quota', 'container', 'ready 1'] },
  { ...common, ...carousel, before: ['quota', 'container', 'carousel 1', 'ready 1'] },
]

/** Its stand-in; too many requests are answered in the Graph API's way, which names minutes, so here with the header that names seconds. */
export function faultyInstagram(): Promise<FaultyNetwork> {
  const error = { message: 'There have been too many calls to this Instagram account.', type: 'OAuthException', code: 80_002 }
  return faultyStandIn({ kind: standIn, stories, busy: () => jsonAnswer(429, { error }, { 'retry-after': '3' }) })
}
