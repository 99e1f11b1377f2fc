import { ActionIcon, Tooltip } from '@mantine/core'
import { Vote } from 'lucide-react'

import type { Poll, PollRules } from '#networks/network'

import { roomForOption, tightest } from './check-draft.ts'
import { changePart } from './draft-parts.ts'
import type { DraftPart } from './draft.ts'
import { firstDuration } from './poll-durations.ts'
import { PollEditor } from './poll-editor.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Wording } from './wording.ts'

interface PartPollProps {
  wording: Wording
  part: DraftPart
}

/** Offered where at least one network that reads this text has polls. */
export function AddPoll({ wording, part }: PartPollProps) {
  const words = useComposerText().poll
  const rules = tightest(wording.places).polls
  if (rules === undefined || part.poll !== undefined) return null
  const poll = { options: Array.from({ length: rules.minOptions }, () => ''), minutes: firstDuration(rules), multiple: false }
  return (
    <Tooltip label={words.attach}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={words.attach}
        onClick={() => wording.change((parts) => changePart(parts, part.key, (each) => ({ ...each, poll })))}
      >
        <Vote size={18} />
      </ActionIcon>
    </Tooltip>
  )
}

export function PartPoll({ wording, part, poll }: PartPollProps & { poll: Poll }) {
  return (
    <PollEditor
      poll={poll}
      rules={tightest(wording.places).polls ?? anyPoll}
      roomFor={(option) => roomForOption(option, wording.places)}
      onChange={(next) => wording.change((parts) => changePart(parts, part.key, (each) => ({ ...each, poll: next })))}
      onRemove={() => wording.change((parts) => changePart(parts, part.key, withoutPoll))}
    />
  )
}

function withoutPoll(asking: DraftPart): DraftPart {
  const { poll: _, ...part } = asking
  return part
}

/** For a poll that none of the networks here has: it can be looked at, changed and removed. */
const anyPoll: PollRules = { minOptions: 2, maxOptions: 4, maxOptionLength: 25, minMinutes: 5, maxMinutes: 10_080, multiple: true }
