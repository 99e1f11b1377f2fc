import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'

import { useFormat } from '../../language/use-format.ts'
import { onWeekday } from '../../language/week.ts'
import { useCadenceText } from './use-cadence-text.ts'

import styles from './cadence.module.css'

const days = [1, 2, 3, 4, 5, 6, 7] as const

interface WeekOfSlotsProps {
  slots: readonly string[]
  mayChange: boolean
  onChange: (slots: string[]) => void
}

/** Each day of the week with its times. */
export function WeekOfSlots({ slots, mayChange, onChange }: WeekOfSlotsProps) {
  const words = useCadenceText()
  const add = (added: readonly string[]) => onChange([...new Set([...slots, ...added])].toSorted())
  return (
    <>
      {slots.length === 0 && mayChange && (
        <Button variant="default" onClick={() => add([1, 2, 3, 4, 5].map((day) => `${day}T09:30`))}>
          {words.usual}
        </Button>
      )}
      <ul className={styles.week}>
        {days.map((day) => (
          <Day
            key={day}
            day={day}
            times={slots.filter((slot) => slot.startsWith(`${day}T`)).map((slot) => slot.slice(2))}
            mayChange={mayChange}
            onAdd={(time) => add([`${day}T${time}`])}
            onRemove={(time) => onChange(slots.filter((slot) => slot !== `${day}T${time}`))}
          />
        ))}
      </ul>
    </>
  )
}

interface DayProps {
  day: number
  times: readonly string[]
  mayChange: boolean
  onAdd: (time: string) => void
  onRemove: (time: string) => void
}

function Day({ day, times, mayChange, onAdd, onRemove }: DayProps) {
  const words = useCadenceText()
  const name = useFormat('UTC').dayName(onWeekday(day))
  return (
    <li className={styles.day}>
      <span className={styles.dayName}>{name}</span>
      <div className={styles.times}>
        {times.length === 0 && <span className={styles.soft}>{words.none}</span>}
        {times.map((time) => (
          <span key={time} className={styles.time}>
            {time}
            {mayChange && (
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.remove(name, time)} onClick={() => onRemove(time)}>
                <X size={14} />
              </ActionIcon>
            )}
          </span>
        ))}
      </div>
      {mayChange && <AddTime name={name} onAdd={onAdd} />}
    </li>
  )
}

function AddTime({ name, onAdd }: { name: string; onAdd: (time: string) => void }) {
  const words = useCadenceText()
  const [opened, setOpened] = useState(false)
  const [time, setTime] = useState('09:30')
  return (
    <Popover opened={opened} onChange={setOpened} shadow="md" trapFocus withinPortal position="bottom-end">
      <Popover.Target>
        <Tooltip label={words.add(name)}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.add(name)} onClick={() => setOpened(!opened)}>
            <Plus size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.adding}>
          <TextInput
            type="time"
            aria-label={words.time(name)}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
            data-autofocus
          />
          <Button
            disabled={time === ''}
            onClick={() => {
              onAdd(time.slice(0, 5))
              setOpened(false)
            }}
          >
            {words.add(name)}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
