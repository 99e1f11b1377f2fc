import type { Return, ReturnIn } from '#contract/links'

import { useFormat } from '../../language/use-format.ts'
import { useMoney } from '../use-money.ts'
import { usePercent } from './use-percent.ts'
import { useReturnText } from './use-return-text.ts'

import styles from './return.module.css'

const stages = ['lead', 'opportunity', 'sale'] as const

/** Each number of one currency with how it is reckoned; where what it is divided by is missing, that is said instead. */
export function ReturnFigures({ found, results }: { found: ReturnIn; results: Return['results'] }) {
  const words = useReturnText()
  const format = useFormat()
  const say = useMoney()
  const percent = usePercent()
  const { currency, cost, costs, value, unattributedValue, roi, roas, costPer } = found
  const money = (amount: string) => say({ value: amount, currency })
  const { figures, formulas, why } = words
  const hasCost = Number(cost) > 0
  return (
    <dl className={styles.figures}>
      <Figure
        name={figures.roi}
        value={roi === undefined ? undefined : percent(roi, 1)}
        missing={hasCost ? why.noValue : why.noCost}
        formula={formulas.roi}
      />
      <Figure
        name={figures.value}
        value={money(value)}
        beside={Number(unattributedValue) === 0 ? undefined : words.others(money(unattributedValue))}
        formula={formulas.value}
      />
      <Figure
        name={figures.cost}
        value={money(cost)}
        beside={hasCost ? words.parts(money(costs.ads), money(costs.tools), money(costs.hours)) : undefined}
        formula={formulas.cost}
      />
      <Figure
        name={figures.roas}
        value={roas === undefined ? undefined : `${format.number(Math.round(roas * 100) / 100)} ×`}
        missing={Number(costs.ads) > 0 ? why.noValue : why.noAds}
        formula={formulas.roas}
      />
      {stages.map((stage) => (
        <Figure
          key={stage}
          name={figures[stage]}
          value={costPer[stage] === undefined ? undefined : money(costPer[stage])}
          missing={hasCost ? why.noResult : why.noCost}
          beside={costPer[stage] === undefined ? undefined : `${money(cost)} ÷ ${format.number(results[stage])}`}
          formula={formulas.costPer}
        />
      ))}
    </dl>
  )
}

interface FigureProps {
  name: string
  value: string | undefined
  /** What stands in its place where there is none. */
  missing?: string
  beside?: string | undefined
  formula: string
}

function Figure({ name, value, missing, beside, formula }: FigureProps) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      {value === undefined ? <dd className={styles.missing}>{missing}</dd> : <dd className={styles.value}>{value}</dd>}
      {beside !== undefined && <dd className={styles.soft}>{beside}</dd>}
      <dd className={styles.formula}>{formula}</dd>
    </div>
  )
}
