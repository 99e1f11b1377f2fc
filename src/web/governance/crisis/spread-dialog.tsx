import { Button, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { useCrisisText } from './use-crisis-text.ts'

interface Spread {
  readonly from?: string
  readonly minutesApart: number
}

interface SpreadDialogProps {
  count: number
  isPending: boolean
  onSpread: (how: Spread) => void
  onClose: () => void
}

/** From when, and how far apart: what was held does not go out all at once. */
export function SpreadDialog({ count, isPending, onSpread, onClose }: SpreadDialogProps) {
  const { spreading: words } = useCrisisText().held
  const { close } = useText().ui
  const { timeZone } = useBrand()
  const format = useFormat(timeZone)
  const [local, setLocal] = useState('')
  const [minutesApart, setApart] = useState(15)
  const from = local === '' ? undefined : Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant()
  const last = (from ?? Temporal.Now.instant()).add({ minutes: (count - 1) * minutesApart })
  return (
    <Modal opened onClose={onClose} title={words.title(format.number(count))} closeButtonProps={{ 'aria-label': close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSpread({ minutesApart, ...(from ? { from: from.toString() } : {}) })
        }}
      >
        <Stack>
          <TextInput
            type="datetime-local"
            label={words.from}
            description={words.fromHint}
            value={local}
            onChange={(event) => setLocal(event.currentTarget.value)}
          />
          <NumberInput
            label={words.apart}
            min={0}
            max={10_080}
            allowDecimal={false}
            value={minutesApart}
            onChange={(value) => setApart(typeof value === 'number' ? value : 0)}
          />
          <Text c="dimmed">{words.ends(format.dateTime(last.toString()))}</Text>
          <Button type="submit" loading={isPending}>
            {words.publish}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
