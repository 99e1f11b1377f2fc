import { CircleQuestionMark, Frown, MessageCircle, ShieldAlert, Smile, type LucideIcon } from 'lucide-react'

import type { Meaning } from '#contract/inbox'

import type { Tone } from '../ui/state-badge.tsx'

/** The word always stands beside it. */
export const meaningLooks: Readonly<Record<Meaning, { readonly icon: LucideIcon; readonly tone: Tone }>> = {
  complaint: { icon: Frown, tone: 'bad' },
  praise: { icon: Smile, tone: 'good' },
  question: { icon: CircleQuestionMark, tone: 'ember' },
  spam: { icon: ShieldAlert, tone: 'wait' },
  other: { icon: MessageCircle, tone: 'calm' },
}
