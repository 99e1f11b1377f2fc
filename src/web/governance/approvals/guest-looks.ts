import { CircleCheck, Clock3, Hourglass, PencilLine, type LucideIcon } from 'lucide-react'

import type { GuestEntry } from '#contract/governance'

import type { Tone } from '../../ui/state-badge.tsx'

/** How a post of a guest's calendar stands, by colour and icon; the word stands beside it. */
export const guestLooks: Record<GuestEntry['state'], { readonly tone: Tone; readonly icon: LucideIcon }> = {
  asked: { tone: 'wait', icon: Hourglass },
  approved: { tone: 'good', icon: CircleCheck },
  refused: { tone: 'bad', icon: PencilLine },
  planned: { tone: 'calm', icon: Clock3 },
  published: { tone: 'good', icon: CircleCheck },
}
