import { Menu } from '@mantine/core'
import { CalendarClock, Clock3 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { useBrand } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { ActionMenu, type ActionMenuProps } from './action-menu.tsx'
import { type SnoozeTime, snoozeTimes } from './snooze-times.ts'
import { useInboxText } from './use-inbox-text.ts'

const SnoozeDialog = lazy(async () => ({ default: (await import('./snooze-dialog.tsx')).SnoozeDialog }))

/** Puts it aside until a time by the brand's clock. */
export function SnoozeMenu({ threads, work, opened, onOpened }: ActionMenuProps) {
  const words = useInboxText()
  const { timeZone } = useBrand()
  const [choosing, setChoosing] = useState(false)
  const until = (at: Temporal.Instant) => work.snooze(threads, at.toString({ smallestUnit: 'millisecond' }))
  return (
    <>
      <ActionMenu icon={Clock3} word={words.actions.snooze} opened={opened} onOpened={onOpened}>
        {opened &&
          snoozeTimes(Temporal.Now.instant(), timeZone).map((time) => (
            <Menu.Item key={time.name} onClick={() => until(time.at)}>
              <TimeWords {...time} />
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<CalendarClock size={16} aria-hidden="true" />} onClick={() => setChoosing(true)}>
          {words.snooze.atTime}
        </Menu.Item>
      </ActionMenu>
      {choosing && (
        <Suspense>
          <SnoozeDialog
            onSnooze={(at) => {
              setChoosing(false)
              until(at)
            }}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      )}
    </>
  )
}

function TimeWords({ name, at }: SnoozeTime) {
  const words = useInboxText()
  const format = useFormat(useBrand().timeZone)
  return words.snooze[name](name === 'later' ? format.time(at.toString()) : format.dateTime(at.toString()))
}
