import { Button, Popover, SegmentedControl } from '@mantine/core'
import { CalendarClock, Zap } from 'lucide-react'
import { Suspense, useState } from 'react'

import { useText } from '../../language/text-provider.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { BestTimes } from '../cadence/best-times.tsx'
import { FreeTimes } from '../cadence/free-times.tsx'
import { TimeFields } from '../time/time-fields.tsx'
import { nextTime } from '../time/wall-clock.ts'
import type { TimeChoice as Choice } from './local-copy.ts'

interface TimeChoiceProps {
  choice: Choice
  /** The chosen time in words. */
  words: string
  timeZone: string
  /** Where it goes: their weekly times are offered. */
  accounts: readonly { readonly id: string; readonly handle: string }[]
  /** Something is wrong with the time; the button carries it. */
  trouble: boolean
  onChange: (choice: Choice) => void
}

/** When: now, or at a time of the brand's clock. */
export function TimeChoice({ choice, words: shown, timeZone, accounts, trouble, onChange }: TimeChoiceProps) {
  const words = useText().time
  const narrow = useNarrow()
  const [before, setBefore] = useState<Choice>()

  /** Now and back leads to the time chosen before. */
  function switchTo(kind: Choice['kind']): void {
    if (kind === choice.kind) return
    setBefore(choice)
    onChange(kind === 'now' ? { kind } : before?.kind === 'at' ? before : { kind, local: nextTime(Temporal.Now.instant(), timeZone) })
  }

  const Icon = choice.kind === 'now' ? Zap : CalendarClock
  return (
    <Popover position={narrow ? 'top' : 'top-start'} shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<Icon size={16} aria-hidden="true" />}
          style={trouble ? { color: 'var(--bad)' } : {}}
          aria-label={`${words.label}: ${shown}`}
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown style={{ maxHeight: 'min(50rem, 100dvh - 8rem)', overflowY: 'auto' }}>
        <SegmentedControl
          fullWidth
          mb="md"
          aria-label={words.label}
          value={choice.kind}
          data={[
            { value: 'now', label: words.now },
            { value: 'at', label: words.at },
          ]}
          onChange={switchTo}
        />
        <Suspense>
          <FreeTimes
            accounts={accounts}
            chosen={choice.kind === 'at' ? choice.local : ''}
            onChoose={(next) => onChange({ kind: 'at', ...next })}
          />
          <BestTimes
            accountIds={accounts.map(({ id }) => id)}
            chosen={choice.kind === 'at' ? choice.local : ''}
            onChoose={(next) => onChange({ kind: 'at', ...next })}
          />
        </Suspense>
        {choice.kind === 'at' && <TimeFields value={choice} timeZone={timeZone} onChange={(next) => onChange({ kind: 'at', ...next })} />}
      </Popover.Dropdown>
    </Popover>
  )
}
