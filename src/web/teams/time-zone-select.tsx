import { Select, type SelectProps } from '@mantine/core'
import { useMemo, useState } from 'react'

import { useText } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'

interface TimeZoneProps extends Omit<SelectProps, 'data' | 'value' | 'description'> {
  value: string
  /** What it says of the time there, where it is not about plans. */
  hint?: (time: string) => string
}

/** Every IANA time zone, searchable by its city; says what time it is there, so that a wrong choice shows. */
export function TimeZoneSelect({ value, hint, ...props }: TimeZoneProps) {
  const text = useText().teams
  const format = useFormat(value)
  const zones = useMemo(() => [...new Set([value, ...Intl.supportedValuesOf('timeZone'), 'UTC'])], [value])
  const [now] = useState(() => new Date())
  return (
    <Select
      label={text.timeZone}
      {...props}
      value={value}
      description={(hint ?? text.itIsThere)(format.time(now))}
      data={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      searchable
      limit={80}
      allowDeselect={false}
      nothingFoundMessage={text.noZone}
    />
  )
}
