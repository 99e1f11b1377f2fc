import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

import { nextPlace, type ChartData } from './chart-data.ts'
import { inWords } from './chart-table.tsx'
import { draw, type Drawn } from './draw.ts'
import { Sample } from './sample.tsx'
import { useChartText } from './use-chart-text.ts'

import styles from './chart.module.css'

/** Where the pointer is: on the axis, and in pixels of the picture. */
interface Pointed {
  readonly place: number
  readonly x: number
  readonly width: number
}

/** The picture, with what stands under the pointer: a mouse, a finger or the arrow keys. */
export function Drawing({ label, data }: { label: string; data: ChartData }) {
  const words = useChartText()
  const canvas = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn>(undefined)
  const [at, setAt] = useState<Pointed>()
  useEffect(() => {
    if (!canvas.current) return undefined
    const made = draw(canvas.current, setAt)
    drawn.current = made
    return () => made.end()
  }, [])
  useEffect(() => drawn.current?.show(data), [data])
  const last = data.places.length - 1
  const place = at === undefined ? undefined : Math.min(at.place, last)
  function walk(event: KeyboardEvent): void {
    const to = nextPlace(place, event.key, data.places.length)
    if (event.key === 'Escape') setAt(undefined)
    if (to === undefined) return
    event.preventDefault()
    setAt(drawn.current?.at(to))
  }
  return (
    <div
      className={styles.drawing}
      role="slider"
      tabIndex={0}
      aria-label={words.walk(label)}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={place ?? last}
      aria-valuetext={valueText(data, place ?? last, words.notKnown)}
      onKeyDown={walk}
      onBlur={() => setAt(undefined)}
      onPointerLeave={() => setAt(undefined)}
    >
      <div ref={canvas} className={styles.canvas} />
      {at !== undefined && place !== undefined && <Tip data={data} at={{ ...at, place }} />}
    </div>
  )
}

function valueText({ places, series, say }: ChartData, place: number, notKnown: string): string {
  const values = series.map(({ name, values: all }) => `${name} ${inWords(all[place], say.full, notKnown)}`)
  return `${places[place]?.full ?? ''}: ${values.join(', ')}`
}

function Tip({ data: { places, series, say, form }, at: { place, x, width } }: { data: ChartData; at: Pointed }) {
  const words = useChartText()
  return (
    <>
      <div className={styles.pointer} style={{ insetInlineStart: x }} />
      <div className={styles.tip} data-turned={x > width / 2 || undefined} style={{ insetInlineStart: x }} aria-hidden="true">
        <p className={styles.when}>{places[place]?.full}</p>
        {series.map(({ name, role, values, places: own }) => (
          <p key={name}>
            <Sample role={role} form={form} /> <strong>{inWords(values[place], say.full, words.notKnown)}</strong> {own?.[place] ?? name}
          </p>
        ))}
      </div>
    </>
  )
}
