import { BookOpen, CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'

import type { Reader } from '#contract/governance'

import { StateBadge } from '../../ui/state-badge.tsx'
import { useTrainingText } from './use-training-text.ts'

type State = Reader['documents'][number]['state']

const looks = {
  confirmed: { tone: 'good', icon: CircleCheck },
  read: { tone: 'wait', icon: BookOpen },
  unread: { tone: 'calm', icon: CircleDashed },
  overdue: { tone: 'bad', icon: CircleAlert },
} as const

/** How far somebody is with something to read. */
export function ReaderState({ state }: { state: State }) {
  const words = useTrainingText().state
  return <StateBadge {...looks[state]}>{words[state]}</StateBadge>
}
