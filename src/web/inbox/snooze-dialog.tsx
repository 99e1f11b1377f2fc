import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'

import { useBrand } from '../frame/who.ts'
import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { instantOf, localOf, readWallClock } from '../publishing/time/wall-clock.ts'
import { zoneName } from '../publishing/time/zone-name.ts'
import { Trouble } from '../ui/states.tsx'
import { useInboxText } from './use-inbox-text.ts'

interface SnoozeDialogProps {
  onSnooze: (at: Temporal.Instant) => void
  onClose: () => void
}

/** A day and a time by the brand's clock. A time that the clock skips is the one after. */
export function SnoozeDialog({ onSnooze, onClose }: SnoozeDialogProps) {
  const words = useInboxText().snooze
  const { language, texts } = useLanguage()
  const { timeZone } = useBrand()
  const format = useFormat(timeZone)
  const today = localOf(Temporal.Now.instant(), timeZone).slice(0, 10)
  const [day, setDay] = useState(() => Temporal.PlainDate.from(today).add({ days: 2 }).toString())
  const [time, setTime] = useState('09:00')
  const clock = day === '' || time === '' ? undefined : readWallClock(`${day}T${time}`, timeZone)
  const at = clock && instantOf(clock.kind === 'skipped' ? clock.after : `${day}T${time}`, timeZone)
  const passed = at !== undefined && Temporal.Instant.compare(at, Temporal.Now.instant()) <= 0
  const mayGo = at !== undefined && !passed
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': texts.ui.close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (mayGo) onSnooze(at)
        }}
      >
        <Group align="flex-end" grow>
          <TextInput
            type="date"
            label={words.day}
            min={today}
            value={day}
            data-autofocus
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextInput type="time" label={words.time} value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        </Group>
        <p>{words.zone(zoneName(timeZone, language))}</p>
        {passed && <Trouble>{words.passed}</Trouble>}
        {clock?.kind === 'skipped' && <p role="status">{words.skipped(clock.after.slice(11))}</p>}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {texts.ui.cancel}
          </Button>
          <Button type="submit" disabled={!mayGo}>
            {at === undefined ? words.title : words.until(format.dateTime(at.toString()))}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
