import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, FileChartColumn, Plus } from 'lucide-react'
import { useState } from 'react'

import type { ReportSummary } from '#contract/reports'

import { api } from '../api.ts'
import { useBrand, useMay } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { Page } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { NewReport } from './new-report.tsx'
import { useReportsText } from './use-reports-text.ts'

import styles from './reports.module.css'

/** Reports of the brand: when each was made last, and when it goes out next. */
export function ReportsPage() {
  const words = useReportsText()
  const brand = useBrand()
  const mayWrite = useMay()('reports.write')
  const [beginning, setBeginning] = useState(false)
  const { data, error, refetch } = useQuery(api.reports.list.queryOptions({ input: { brandId: brand.id } }))
  const begin = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setBeginning(true)}>
      {words.newReport}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} action={data && data.length > 0 && begin}>
      <Link to="/analytics" className={styles.back}>
        <ArrowLeft size={14} aria-hidden="true" /> {words.back}
      </Link>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={4} height={52} />}
      {data?.length === 0 && (
        <EmptyState icon={<FileChartColumn size={24} />} title={words.none} action={begin}>
          {words.noneHint}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <Rows label={words.list}>
          {data.map((report) => (
            <ReportRow key={report.id} report={report} />
          ))}
        </Rows>
      )}
      {beginning && <NewReport brand={brand} onClose={() => setBeginning(false)} />}
    </Page>
  )
}

function ReportRow({ report: { id, name, pages, nextAt, recipients, lastRun } }: { report: ReportSummary }) {
  const words = useReportsText()
  const format = useFormat()
  const facts = [
    words.pagesOf(pages),
    lastRun ? words.lastMade(format.dateTime(lastRun.at)) : words.neverMade,
    ...(nextAt === undefined ? [] : [words.goesOut(format.dateTime(nextAt), recipients)]),
  ]
  return (
    <Row
      lead={<FileChartColumn size={18} aria-hidden="true" />}
      title={
        <Link to="/analytics/reports/$reportId" params={{ reportId: id }} className={styles.title}>
          {name}
        </Link>
      }
      note={facts.join(' · ')}
    />
  )
}
