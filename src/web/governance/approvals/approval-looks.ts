import { Ban, CircleCheck, Hourglass, PencilLine, SkipForward, type LucideIcon } from 'lucide-react'

import type { Approval } from '#contract/governance'

import type { Tone } from '../../ui/state-badge.tsx'

/** How far it is, by colour and icon; the word stands beside it. */
export const approvalLooks: Record<Approval['state'], { readonly tone: Tone; readonly icon: LucideIcon }> = {
  open: { tone: 'wait', icon: Hourglass },
  approved: { tone: 'good', icon: CircleCheck },
  refused: { tone: 'bad', icon: PencilLine },
  skipped: { tone: 'calm', icon: SkipForward },
  withdrawn: { tone: 'calm', icon: Ban },
}
