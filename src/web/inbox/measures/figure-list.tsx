import { TrendingDown, TrendingUp } from 'lucide-react'

import { changeOf } from '#contract/change'
import type { Measures } from '#contract/inbox'

import { useFormat } from '../../language/use-format.ts'
import { type FigureName, figureNames, figuresOf, type FigureValue, numberOf } from './figures-of.ts'
import { useMeasuresText } from './use-measures-text.ts'
import { useSayFigure } from './use-say-figure.ts'

import styles from './measures.module.css'

/** Each number with how it is reckoned, and what it was before. */
export function FigureList({ measures }: { measures: Measures }) {
  const now = figuresOf(measures.now)
  const before = figuresOf(measures.before)
  return (
    <dl className={styles.figures}>
      {figureNames.map((name) => (
        <Figure key={name} name={name} now={now[name]} before={before[name]} />
      ))}
    </dl>
  )
}

function Figure({ name, now, before }: { name: FigureName; now: FigureValue; before: FigureValue }) {
  const words = useMeasuresText()
  const say = useSayFigure()
  return (
    <div className={styles.figure}>
      <dt>{words.figures[name]}</dt>
      <dd className={styles.value}>{say.figure(now)}</dd>
      <dd className={styles.soft}>
        <Beside value={now} />
      </dd>
      <dd className={styles.soft}>
        <Trend now={now} before={before} /> {words.before(say.figure(before))}
      </dd>
      <dd className={styles.formula}>{words.formulas[name]}</dd>
    </div>
  )
}

/** The mean of a time, or of how many a share is. */
function Beside({ value }: { value: FigureValue }) {
  const words = useMeasuresText()
  const say = useSayFigure()
  const format = useFormat()
  if (value.is === 'count') return null
  if (value.is === 'share') return words.of(format.number(value.part), format.number(value.whole))
  return words.mean(say.time(value.lasting.mean), format.number(value.lasting.count))
}

function Trend({ now, before }: { now: FigureValue; before: FigureValue }) {
  const say = useSayFigure()
  const [value, then] = [numberOf(now), numberOf(before)]
  if (value === undefined || then === undefined) return null
  const change = now.is === 'share' ? changeOf('percent', value * 100, then * 100) : changeOf('count', value, then)
  if (change.kind === 'same') return null
  const Icon = change.up ? TrendingUp : TrendingDown
  return (
    <span className={styles.trend}>
      <Icon size={14} aria-hidden="true" /> {change.up ? '+' : '−'}
      {say.size(now, change)}
    </span>
  )
}
