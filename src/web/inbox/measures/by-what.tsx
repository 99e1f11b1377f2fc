import type { Measures } from '#contract/inbox'

import { useFormat } from '../../language/use-format.ts'
import { useMeasuresText } from './use-measures-text.ts'
import { useSayFigure } from './use-say-figure.ts'

import styles from './measures.module.css'

type Line = Omit<Measures['byMember'][number], 'member'> &
  Partial<Pick<Measures['byNetwork'][number], 'received' | 'acted'>> & { readonly name: string }

/** The same numbers for each network, kind or person; what was received is of nobody in particular. */
export function ByWhat({ title, lines }: { title: string; lines: readonly Line[] }) {
  const { columns } = useMeasuresText()
  const say = useSayFigure()
  const format = useFormat()
  const hasVolume = lines.some(({ received }) => received !== undefined)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls where it is too wide, also by keyboard
    <div className={styles.scroll} role="region" aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            {hasVolume && <th scope="col">{columns.received}</th>}
            {hasVolume && <th scope="col">{columns.acted}</th>}
            <th scope="col">{columns.answers}</th>
            <th scope="col">{columns.median}</th>
            <th scope="col">{columns.resolutions}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, received = 0, acted = 0, answers, median, resolutions }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {hasVolume && <td>{format.number(received)}</td>}
              {hasVolume && <td>{format.number(acted)}</td>}
              <td>{format.number(answers)}</td>
              <td>{say.time(median)}</td>
              <td>{format.number(resolutions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
