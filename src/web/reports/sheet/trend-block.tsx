import { useElementSize } from '@mantine/hooks'

import { ticksOf } from '#contract/report-axis'
import type { Block, Figure } from '#contract/reports'

import { localeOf } from '../../language/locale-of.ts'
import { useReportsText } from '../use-reports-text.ts'
import { places } from './plot.ts'

import styles from './sheet.module.css'

const height = 200
const bottom = 24
/** The first line has the brand's colour; each has a form of its own besides. */
const looks: readonly { readonly colour?: string; readonly dash: string }[] = [
  { dash: '' },
  { colour: '#1e5d97', dash: '8 3' },
  { colour: '#0e6862', dash: '2 3' },
  { colour: '#82308e', dash: '12 3 2 3' },
  { colour: '#964618', dash: '5 5' },
]

interface TrendBlockProps {
  block: Extract<Block, { kind: 'trend' }>
  colour: string
  language: 'en' | 'zh-TW'
}

/** Lines over time. Where nothing is known a line has a gap; the table below says every value to those who hear it. */
export function TrendBlock({ block: { title, labels, series }, colour, language }: TrendBlockProps) {
  const short = new Intl.NumberFormat(localeOf(language), { notation: 'compact', maximumFractionDigits: 1 })
  const percent = series[0]?.figures[0]?.unit === 'percent'
  const ticks = ticksOf(series.flatMap(({ figures }) => figures.flatMap(({ value }) => value ?? [])))
  const { ref, width: measured } = useElementSize()
  // As wide as it stands there, so that its words are as large as all others.
  const width = Math.max(200, Math.round(measured))
  const at = places({ ticks, count: labels.length, width, height: height - bottom })
  const look = (index: number) => ({ colour, dash: '', ...looks[index % looks.length] })
  const step = Math.max(1, Math.ceil(labels.length / Math.max(2, Math.floor(width / 80))))
  return (
    <figure ref={ref} style={{ margin: 0 }}>
      <figcaption className={styles.name}>{title}</figcaption>
      {series.length > 1 && (
        <ul className={styles.legend}>
          {series.map(({ name }, index) => (
            <li key={name}>
              <svg width="24" height="8" aria-hidden="true">
                <line x1="0" x2="24" y1="4" y2="4" stroke={look(index).colour} strokeWidth="2" strokeDasharray={look(index).dash} />
              </svg>{' '}
              {name}
            </li>
          ))}
        </ul>
      )}
      <svg className={styles.plot} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={at.left} x2={width} y1={at.y(tick)} y2={at.y(tick)} stroke={tick === 0 ? '#655b50' : '#e6dfd3'} strokeWidth="1" />
            <text x={at.left - 6} y={at.y(tick) + 4} textAnchor="end">
              {short.format(tick)}
              {percent && '%'}
            </text>
          </g>
        ))}
        {series.map(({ name, figures }, index) => (
          <path
            key={name}
            d={pathOf(figures, at)}
            fill="none"
            stroke={look(index).colour}
            strokeWidth="2"
            strokeLinecap="round"
            strokeDasharray={look(index).dash}
          />
        ))}
        {labels.map(
          (label, index) =>
            (labels.length - 1 - index) % step === 0 && (
              <text key={label} x={at.x(index)} y={height - 6} textAnchor={index === labels.length - 1 ? 'end' : 'middle'}>
                {label}
              </text>
            ),
        )}
      </svg>
      <HiddenTable title={title} labels={labels} series={series} />
    </figure>
  )
}

function pathOf(figures: readonly Figure[], at: ReturnType<typeof places>): string {
  return figures
    .map(({ value }, index) => {
      if (value === null) return ''
      const before = figures[index - 1]?.value ?? null
      const point = `${at.x(index).toFixed(1)} ${at.y(value).toFixed(1)}`
      // A value between two gaps is a dot.
      return before === null ? `M${point}h0.1` : `L${point}`
    })
    .join('')
}

function HiddenTable({ title, labels, series }: Pick<TrendBlockProps['block'], 'title' | 'labels' | 'series'>) {
  const words = useReportsText()
  return (
    <table className="visually-hidden">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{words.period}</th>
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a run does not change, and labels may be alike
          <tr key={index}>
            <th scope="row">{label}</th>
            {series.map(({ name, figures }) => (
              <td key={name}>{figures[index]?.said}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
