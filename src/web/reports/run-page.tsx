import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, CircleAlert, Download, Hourglass, Share2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { DocumentKind } from '#contract/reports'

import { api, client } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useMay } from '../frame/who.ts'
import { useFormat } from '../language/use-format.ts'
import { Page } from '../ui/page.tsx'
import { saveFile } from '../ui/save-file.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { showTrouble } from '../ui/toast.tsx'
import { Sheet } from './sheet/sheet.tsx'
import { useReportsText } from './use-reports-text.ts'

import styles from './reports.module.css'

const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog }))

/** A report as it was at one moment, to look at, to save as a file and to show to others. */
export function RunPage() {
  const words = useReportsText()
  const format = useFormat()
  const mayShare = useMay()('reports.share')
  const { runId } = useParams({ from: '/inside/analytics/reports/runs/$runId' })
  const { data, error, refetch } = useQuery(api.reports.run.queryOptions({ input: { runId } }))
  const [sharing, setSharing] = useState(false)
  const content = data?.content
  return (
    <Page
      broad
      title={content?.title ?? words.title}
      lead={data && words.run.made(format.dateTime(data.at))}
      action={
        content && (
          <div className={styles.bar}>
            {(['csv', 'xlsx', 'pdf'] as const).map((kind) => (
              <SaveAs key={kind} runId={runId} kind={kind} name={`${content.title} ${content.period}`} />
            ))}
            {mayShare && (
              <Button leftSection={<Share2 size={16} aria-hidden="true" />} onClick={() => setSharing(true)}>
                {words.run.share}
              </Button>
            )}
          </div>
        )
      }
    >
      {data && (
        <Link to="/analytics/reports/$reportId" params={{ reportId: data.reportId }} className={styles.back}>
          <ArrowLeft size={14} aria-hidden="true" /> {words.backToReports}
        </Link>
      )}
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={6} height={80} />}
      {data?.state === 'making' && <EmptyState icon={<Hourglass size={24} />} title={words.run.making} />}
      {data?.state === 'failed' && (
        <EmptyState icon={<CircleAlert size={24} />} title={words.run.failed}>
          {words.run.failedHint}
        </EmptyState>
      )}
      {content && <Sheet run={content} />}
      {sharing && (
        <Suspense>
          <ShareDialog runId={runId} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </Page>
  )
}

function SaveAs({ runId, kind, name }: { runId: string; kind: DocumentKind; name: string }) {
  const words = useReportsText()
  const explain = useExplain()
  const make = useMutation({
    mutationFn: () => client.reports.document({ runId, kind }),
    onSuccess: (file) => saveFile(file, `${name}.${kind}`),
    onError: (error) => showTrouble(explain(error)),
  })
  return (
    <Button
      variant="default"
      leftSection={<Download size={16} aria-hidden="true" />}
      loading={make.isPending}
      onClick={() => make.mutate()}
    >
      {words.run[kind]}
    </Button>
  )
}
