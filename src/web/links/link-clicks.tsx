import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { LinkClicks as Clicks } from '#contract/links'

import { api } from '../api.ts'
import { useFormat } from '../language/use-format.ts'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { DayColumns } from './day-columns.tsx'
import { othersOf } from './others-of.ts'
import { useLinksText } from './use-links-text.ts'

import styles from './link-drawer.module.css'

const periods = [7, 30, 90] as const

/** Who followed a link in the last days, by day and by kind. */
export function LinkClicks({ linkId }: { linkId: string }) {
  const { figures } = useLinksText()
  const [days, setDays] = useState<number>(30)
  const { data, error, refetch } = useQuery({
    ...api.links.clicks.queryOptions({ input: { linkId, days } }),
    placeholderData: keepPreviousData,
  })
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>{figures.title}</h3>
        <SegmentedControl
          size="xs"
          aria-label={figures.period}
          data={periods.map((each) => ({ value: String(each), label: figures.days(each) }))}
          value={String(days)}
          onChange={(chosen) => setDays(Number(chosen))}
        />
      </div>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={3} height={48} />}
      {data !== undefined && <Figures clicks={data} />}
    </section>
  )
}

function Figures({ clicks }: { clicks: Clicks }) {
  const { figures } = useLinksText()
  const format = useFormat()
  const { total } = clicks
  return (
    <>
      <dl className={styles.figures}>
        <div>
          <dt>{figures.persons}</dt>
          <dd>{format.number(total.persons)}</dd>
        </div>
        <div title={figures.uniquesHint}>
          <dt>{figures.uniques}</dt>
          <dd>{format.number(total.uniques)}</dd>
        </div>
        {(['bots', 'previews', 'prefetches'] as const).map((kind) => (
          <div key={kind} className={styles.program}>
            <dt>{figures[kind]}</dt>
            <dd>{format.number(total[kind])}</dd>
          </div>
        ))}
      </dl>
      {total.persons + othersOf(total) === 0 ? <p className={styles.quiet}>{figures.none}</p> : <DayColumns days={clicks.days} />}
      <p className={styles.quiet}>
        {figures.uniquesHint} {figures.othersHint}
      </p>
      <Sources clicks={clicks} />
    </>
  )
}

function Sources({ clicks: { referrers, devices } }: { clicks: Clicks }) {
  const { figures } = useLinksText()
  return (
    <div className={styles.sources}>
      <Shares title={figures.referrers} lines={referrers.map(({ host, persons }) => ({ name: host ?? figures.direct, persons }))} />
      <Shares title={figures.devices} lines={devices.map(({ device, persons }) => ({ name: figures.device[device], persons }))} />
    </div>
  )
}

function Shares({ title, lines }: { title: string; lines: readonly { name: string; persons: number }[] }) {
  const format = useFormat()
  if (lines.length === 0) return null
  return (
    <div>
      <h4>{title}</h4>
      <ul className={styles.shares}>
        {lines.map(({ name, persons }) => (
          <li key={name}>
            <span className={styles.words}>{name}</span>
            <span>{format.number(persons)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
