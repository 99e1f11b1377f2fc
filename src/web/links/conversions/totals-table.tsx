import type { ConversionTotal } from '#contract/links'

import { useFormat } from '../../language/use-format.ts'
import { useMoney } from '../use-money.ts'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

/** A line for each stage and currency. */
export function TotalsTable({ totals }: { totals: readonly ConversionTotal[] }) {
  const words = useConversionsText()
  const format = useFormat()
  const money = useMoney()
  const { columns } = words
  if (totals.length === 0)
    return (
      <p className={styles.soft}>
        {words.none}. {words.noneHint}
      </p>
    )
  const say = (value: string | undefined, currency: string | undefined) =>
    value === undefined || currency === undefined ? words.noValue : money({ value, currency })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where it is too wide, also by keyboard
    <div className={styles.scroll} role="region" aria-label={words.totals} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{columns.stage}</th>
            <th scope="col">{columns.count}</th>
            <th scope="col">{columns.attributed}</th>
            <th scope="col">{columns.value}</th>
            <th scope="col">{columns.attributedValue}</th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ stage, currency, count, attributed, value, attributedValue }) => (
            <tr key={`${stage} ${currency}`}>
              <th scope="row">{words.stages[stage]}</th>
              <td>{format.number(count)}</td>
              <td>{format.number(attributed)}</td>
              <td className={value === undefined ? styles.soft : undefined}>{say(value, currency)}</td>
              <td className={value === undefined ? styles.soft : undefined}>{say(attributedValue, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
