import { Button, SegmentedControl } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, CalendarClock, FileCheck } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { Report } from '#contract/reports'

import { api } from '../api.ts'
import { useMay } from '../frame/who.ts'
import { Page } from '../ui/page.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { useOutcome } from '../use-outcome.ts'
import { Build } from './build.tsx'
import { MoreMenu } from './more-menu.tsx'
import { Preview } from './preview.tsx'
import { Runs } from './runs.tsx'
import { useDraft } from './use-draft.ts'
import { useReportsText } from './use-reports-text.ts'

import styles from './reports.module.css'

const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog.tsx')).ScheduleDialog }))

/** A report: how it is built, how it looks now, and all that was made of it. */
export function ReportPage() {
  const words = useReportsText()
  const { reportId } = useParams({ from: '/inside/analytics/reports/$reportId' })
  const { data, error, refetch } = useQuery(api.reports.get.queryOptions({ input: { reportId } }))
  if (data) return <OneReport key={data.id} report={data} />
  return (
    <Page title={words.title}>
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState rows={6} height={64} />}
    </Page>
  )
}

type View = 'build' | 'preview' | 'runs'

function OneReport({ report }: { report: Report }) {
  const words = useReportsText()
  const may = useMay()
  const narrow = useNarrow()
  const mayWrite = may('reports.write')
  const draft = useDraft(report)
  const [view, setView] = useState<View>(mayWrite ? 'build' : 'preview')
  const [scheduling, setScheduling] = useState(false)
  const make = useMutation(api.reports.make.mutationOptions(useOutcome({ changed: 'reports', says: words.making })))
  // Beside one another, what is built and how it looks are one view.
  const views: readonly View[] = [...(mayWrite ? (['build'] as const) : []), ...(narrow || !mayWrite ? (['preview'] as const) : []), 'runs']
  const shown = views.includes(view) ? view : (views[0] ?? 'runs')
  const makeNow = () => {
    setView('runs')
    make.mutate({ reportId: report.id })
  }
  return (
    <Page
      wide
      title={report.name}
      action={
        mayWrite && (
          <div className={styles.bar}>
            <Button variant="default" leftSection={<CalendarClock size={16} aria-hidden="true" />} onClick={() => setScheduling(true)}>
              {words.schedule}
            </Button>
            <MoreMenu report={report} />
            <Button
              leftSection={<FileCheck size={16} aria-hidden="true" />}
              loading={make.isPending}
              disabled={draft.isChanged}
              onClick={makeNow}
            >
              {words.make}
            </Button>
          </div>
        )
      }
    >
      <Link to="/analytics/reports" className={styles.back}>
        <ArrowLeft size={14} aria-hidden="true" /> {words.backToReports}
      </Link>
      <SegmentedControl
        aria-label={words.views}
        data={views.map((value) => ({ value, label: words.tabs[value] }))}
        value={shown}
        onChange={setView}
        mb="md"
      />
      {shown === 'runs' && <Runs reportId={report.id} />}
      {shown === 'build' && (
        <div className={narrow ? styles.narrow : styles.desk}>
          <Build draft={draft} />
          {!narrow && <Preview draft={draft} brandId={report.brandId} />}
        </div>
      )}
      {shown === 'preview' && <Preview draft={draft} brandId={report.brandId} />}
      {scheduling && (
        <Suspense>
          <ScheduleDialog reportId={report.id} mayChange={may('reports.share')} onClose={() => setScheduling(false)} />
        </Suspense>
      )}
    </Page>
  )
}
