import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Clock3,
  CloudOff,
  HelpCircle,
  Hourglass,
  PencilLine,
  RefreshCw,
  Send,
  Stamp,
  type LucideIcon,
} from 'lucide-react'

import type { Delivery, DeliveryState, Post, PostState } from '#contract/publishing'

import type { Tone } from '../../ui/state-badge.tsx'

interface Look {
  readonly tone: Tone
  readonly icon: LucideIcon
}

/** How a post's state looks; the word stands beside it, from the texts. */
export const postLooks: Record<PostState, Look> = {
  draft: { tone: 'calm', icon: CircleDashed },
  scheduled: { tone: 'calm', icon: Clock3 },
  sending: { tone: 'wait', icon: Send },
  published: { tone: 'good', icon: CircleCheck },
  attention: { tone: 'bad', icon: CircleAlert },
  'taken-down': { tone: 'calm', icon: CloudOff },
  cancelled: { tone: 'calm', icon: Ban },
}

/** How far the approval of a post is, by colour and icon. */
export const clearanceLooks: Record<NonNullable<Post['approval']>, Look> = {
  asked: { tone: 'wait', icon: Hourglass },
  approved: { tone: 'good', icon: Stamp },
  refused: { tone: 'bad', icon: PencilLine },
}

/** It has still to go out: then it matters whether it may. */
export function isAhead({ state }: Pick<Post, 'state'>): boolean {
  return state === 'scheduled' || state === 'attention'
}

export const deliveryLooks: Record<DeliveryState, Look> = {
  waiting: postLooks.scheduled,
  sending: postLooks.sending,
  retrying: { tone: 'wait', icon: RefreshCw },
  unconfirmed: { tone: 'wait', icon: HelpCircle },
  published: postLooks.published,
  rejected: postLooks.attention,
  missed: { tone: 'bad', icon: Clock3 },
  'needs-a-person': { tone: 'bad', icon: HelpCircle },
  'taking-down': { tone: 'wait', icon: CloudOff },
  'taken-down': postLooks['taken-down'],
  cancelled: postLooks.cancelled,
}

/** As it is shown: a copy that the network refused after it was corrected is seen by nobody. */
export function shownState({ state, correction }: Pick<Delivery, 'state' | 'correction'>): DeliveryState {
  return correction?.state === 'refused' ? 'rejected' : state
}

/** The same of the post as a whole. */
export function shownPostState({ state, deliveries }: Pick<Post, 'state' | 'deliveries'>): PostState {
  return deliveries.some(({ correction }) => correction?.state === 'refused') ? 'attention' : state
}
