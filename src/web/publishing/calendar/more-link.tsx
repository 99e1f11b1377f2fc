import { useLayoutEffect, useRef, useState } from 'react'

import { useText } from '../../language/text-provider.tsx'

/** How many posts of a day are not drawn: those for which its cell has no room, and those that were not even asked for. The grid says the first number, the cell around it which day it is. */
export function MoreLink({ hidden, left }: { hidden: number; left: ReadonlyMap<string, number> }) {
  const words = useText().calendar
  const place = useRef<HTMLSpanElement>(null)
  const [day, setDay] = useState<string>()
  useLayoutEffect(() => {
    setDay(place.current?.closest<HTMLElement>('[data-date]')?.dataset['date'])
  }, [])
  return <span ref={place}>{words.more(hidden + (left.get(day ?? '') ?? 0))}</span>
}
