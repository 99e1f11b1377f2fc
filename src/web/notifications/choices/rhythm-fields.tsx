import { Chip, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Quiet, Rhythm } from '#contract/notifications'

import { useLanguage } from '../../language/text-provider.tsx'
import { fullHour, onWeekday } from '../../language/week.ts'
import { TimeZoneSelect } from '../../teams/time-zone-select.tsx'
import { useChoicesText } from './use-choices-text.ts'

import styles from '../../ui/form.module.css'

interface RhythmProps {
  rhythm: Rhythm
  onChoose: (rhythm: Rhythm) => void
}

const nights: Quiet = { from: '22:00', to: '07:30', days: [1, 2, 3, 4, 5, 6, 7] }

/** When I want to hear, and when not. */
export function RhythmFields({ rhythm, onChoose }: RhythmProps) {
  const words = useChoicesText()
  const { quiet, ...times } = rhythm
  return (
    <div className={styles.form}>
      <TimeZoneSelect
        label={words.timeZone}
        hint={words.itIsThere}
        value={rhythm.timeZone}
        onChange={(zone) => zone !== null && onChoose({ ...rhythm, timeZone: zone })}
      />
      <NativeSelect
        label={words.dailyHour}
        description={words.dailyHint}
        value={String(rhythm.dailyHour)}
        data={hours.map((hour) => ({ value: String(hour), label: fullHour(hour) }))}
        onChange={(event) => onChoose({ ...rhythm, dailyHour: Number(event.currentTarget.value) })}
      />
      <Switch
        label={words.quiet}
        description={words.quietHint}
        checked={quiet !== undefined}
        onChange={(event) => onChoose(event.currentTarget.checked ? { ...times, quiet: nights } : times)}
      />
      {quiet && <QuietFields quiet={quiet} onChoose={(next) => onChoose({ ...times, quiet: next })} />}
    </div>
  )
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)

function QuietFields({ quiet, onChoose }: { quiet: Quiet; onChoose: (quiet: Quiet) => void }) {
  const words = useChoicesText()
  const { language } = useLanguage()
  const dayName = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <Stack gap="sm">
      <Group gap="md" grow>
        <TimeField label={words.from} value={quiet.from} onChoose={(from) => onChoose({ ...quiet, from })} />
        <TimeField label={words.to} value={quiet.to} onChoose={(to) => onChoose({ ...quiet, to })} />
      </Group>
      {quiet.from === quiet.to && <span>{words.wholeDay}</span>}
      <span>{words.days}</span>
      <Group gap="xs" role="group" aria-label={words.days}>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <Chip
            key={day}
            size="sm"
            checked={quiet.days.includes(day)}
            // The last one stays: without a day there would be no quiet hours, and the switch says that.
            disabled={quiet.days.length === 1 && quiet.days.includes(day)}
            onChange={(chosen) => onChoose({ ...quiet, days: chosen ? [...quiet.days, day] : quiet.days.filter((each) => each !== day) })}
          >
            {dayName.format(onWeekday(day))}
          </Chip>
        ))}
      </Group>
    </Stack>
  )
}

/** Keeps a time once it is whole: while it is typed it is empty for a moment. */
function TimeField({ label, value, onChoose }: { label: string; value: string; onChoose: (time: string) => void }) {
  const [typed, setTyped] = useState(value)
  return (
    <TextInput
      type="time"
      label={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (/^\d\d:\d\d$/.test(typed)) {
          if (typed !== value) onChoose(typed)
        } else setTyped(value)
      }}
    />
  )
}
