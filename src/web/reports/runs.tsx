import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, CircleAlert, FileClock, Hourglass, type LucideIcon } from 'lucide-react'

import type { RunSummary } from '#contract/reports'

import { api } from '../api.ts'
import { useFormat } from '../language/use-format.ts'
import { Row, Rows } from '../ui/rows.tsx'
import { StateBadge, type Tone } from '../ui/state-badge.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { useReportsText } from './use-reports-text.ts'

import styles from './reports.module.css'

/** All that was made of a report, newest first, and whom it went to. */
export function Runs({ reportId }: { reportId: string }) {
  const words = useReportsText()
  const { data, error, refetch } = useQuery(api.reports.runs.queryOptions({ input: { reportId } }))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState rows={4} height={52} />
  if (data.length === 0) {
    return (
      <EmptyState icon={<FileClock size={24} />} title={words.runs.none}>
        {words.runs.noneHint}
      </EmptyState>
    )
  }
  return (
    <Rows label={words.tabs.runs}>
      {data.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </Rows>
  )
}

const looks: Readonly<Record<RunSummary['state'], { tone: Tone; icon: LucideIcon }>> = {
  making: { tone: 'wait', icon: Hourglass },
  made: { tone: 'good', icon: Check },
  failed: { tone: 'bad', icon: CircleAlert },
}

function RunRow({ run: { id, state, at, bySchedule, period, sendings } }: { run: RunSummary }) {
  const words = useReportsText()
  const { runs } = words
  const format = useFormat()
  const { tone, icon } = looks[state]
  const time = format.dateTime(at)
  return (
    <Row
      title={period ?? time}
      note={
        <>
          {time}, {bySchedule ? runs.bySchedule : runs.byHand}
          {sendings.length > 0 && (
            <ul className={styles.letters} aria-label={runs.letters}>
              {sendings.map(({ recipient, state: sent, reason }) => (
                <li key={recipient}>
                  {recipient}: {runs.states[sent]}
                  {sent === 'failed' && reason !== undefined && ` (${reason})`}
                </li>
              ))}
            </ul>
          )}
        </>
      }
    >
      <StateBadge tone={tone} icon={icon}>
        {runs[state]}
      </StateBadge>
      {state === 'made' && (
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/analytics/reports/runs/$runId" params={{ runId: id }} {...props} />}
          aria-label={`${runs.open}: ${period ?? time}, ${time}`}
        >
          {runs.open}
        </Button>
      )}
    </Row>
  )
}
