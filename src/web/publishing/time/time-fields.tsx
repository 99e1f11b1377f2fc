import { Button, Group } from '@mantine/core'

import '@mantine/dates/styles.layer.css'
import { DatePicker, TimeInput } from '@mantine/dates'
import zhTw from 'dayjs/locale/zh-tw'

import { useLanguage, useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Trouble } from '../../ui/states.tsx'
import { instantOf, localOf, readWallClock, type Occurrence } from './wall-clock.ts'
import { firstDayOf } from './week.ts'
import { zoneName } from './zone-name.ts'

import styles from './time-fields.module.css'

export interface LocalChoice {
  readonly local: string
  readonly occurrence?: Occurrence | undefined
}

interface TimeFieldsProps {
  value: LocalChoice
  timeZone: string
  onChange: (choice: LocalChoice) => void
}

/** A day and a time by the clock in the brand's zone, with what the clock itself makes difficult said in words. */
export function TimeFields({ value, timeZone, onChange }: TimeFieldsProps) {
  const words = useText().time
  const { language } = useLanguage()
  const dayName = useFormat('UTC').longDate
  const [date = '', time = ''] = value.local.split('T')
  return (
    <div className={styles.fields}>
      <DatePicker
        aria-label={words.date}
        value={date}
        locale={language === 'zh-TW' ? zhTw.name : 'en'}
        firstDayOfWeek={firstDayOf(language)}
        minDate={localOf(Temporal.Now.instant(), timeZone).slice(0, 10)}
        defaultDate={date}
        size="sm"
        hideOutsideDates
        weekendDays={[]}
        monthLabelFormat={language === 'zh-TW' ? 'YYYY年M月' : 'MMMM YYYY'}
        getDayAriaLabel={(day) => dayName(`${day.slice(0, 10)}T00:00:00Z`)}
        ariaLabels={{
          previousMonth: words.previousMonth,
          nextMonth: words.nextMonth,
          monthLevelControl: words.chooseMonth,
          previousYear: words.previousYear,
          nextYear: words.nextYear,
          yearLevelControl: words.chooseYear,
          previousDecade: words.previousYears,
          nextDecade: words.nextYears,
        }}
        onChange={(day) => day !== null && onChange({ local: `${day.slice(0, 10)}T${time}` })}
      />
      <TimeInput
        label={words.time}
        description={words.zone(zoneName(timeZone, language))}
        value={time}
        onChange={(event) => event.currentTarget.value !== '' && onChange({ local: `${date}T${event.currentTarget.value.slice(0, 5)}` })}
      />
      <ClockNotice value={value} timeZone={timeZone} onChange={onChange} />
    </div>
  )
}

/** Says so where the time does not exist, happens twice, or has passed, and offers what to take instead. */
function ClockNotice({ value, timeZone, onChange }: TimeFieldsProps) {
  const words = useText().time
  const format = useFormat(timeZone)
  const clock = readWallClock(value.local, timeZone)
  const time = value.local.slice(11)
  if (clock.kind === 'skipped') {
    const after = clock.after
    return (
      <div className={styles.notice} role="alert">
        <span>{words.skipped(time, after.slice(11))}</span>
        <Button size="compact-sm" variant="default" onClick={() => onChange({ local: after })}>
          {words.take(after.slice(11))}
        </Button>
      </div>
    )
  }
  const at = instantOf(value.local, timeZone, value.occurrence)
  if (at !== undefined && Temporal.Instant.compare(at, Temporal.Now.instant()) <= 0) return <Trouble>{words.past}</Trouble>
  if (clock.kind !== 'twice') return null
  const offset = (instant: Temporal.Instant) => `UTC${instant.toZonedDateTimeISO(timeZone).offset}`
  return (
    <div className={styles.notice} role="status">
      <span>{words.twice(format.time(clock.first.toString()))}</span>
      <Group gap="xs">
        {(['first', 'second'] as const).map((which) => (
          <Button
            key={which}
            size="compact-sm"
            variant={which === (value.occurrence ?? 'first') ? 'light' : 'default'}
            aria-pressed={which === (value.occurrence ?? 'first')}
            onClick={() => onChange({ local: value.local, occurrence: which })}
          >
            {words[which](offset(clock[which]))}
          </Button>
        ))}
      </Group>
    </div>
  )
}
