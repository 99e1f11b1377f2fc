import { useText } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'

/** An instant as people read it, in the brand's zone; the tooltip says which. */
export function LocalTime({ at, as = 'dateTime' }: { at: string; as?: 'dateTime' | 'date' | 'longDate' | 'time' | 'relative' }) {
  const text = useText().ui
  const format = useFormat()
  return (
    <time dateTime={at} title={text.inZone(format.dateTime(at), format.timeZone)}>
      {format[as](at)}
    </time>
  )
}
