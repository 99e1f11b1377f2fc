import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, CircleCheck } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'

import type { DocumentPage as Shown } from '#contract/governance'

import { api, client, reload } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { Page } from '../../ui/page.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useTrainingText } from './use-training-text.ts'
import { Versions } from './versions.tsx'

import styles from './training.module.css'

const Markdown = lazy(async () => ({ default: (await import('./markdown.tsx')).Markdown }))

/** One policy or lesson, to be read and confirmed. */
export function DocumentPage() {
  const words = useTrainingText()
  const { documentId } = useParams({ from: '/inside/settings/training/$documentId' })
  const { data, error, refetch } = useQuery(api.governance.document.queryOptions({ input: { documentId } }))
  const version = data?.version
  useEffect(() => {
    if (version === undefined) return
    // That somebody opened it is a fact on the side: where it cannot be kept, they read on and may confirm.
    client.governance.readDocument({ documentId }).then(
      () => reload('training'),
      () => undefined,
    )
  }, [documentId, version])
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState rows={6} />
  const back = (
    <Link to="/settings/training" className={styles.back ?? ''}>
      <ArrowLeft size={16} aria-hidden="true" />
      {words.document.back}
    </Link>
  )
  const minutes = minutesToRead(data.body)
  return (
    <Page title={data.title} nav={back} lead={`${words.kinds[data.kind]} · ${words.document.minutes(minutes)}`}>
      <Suspense fallback={<LoadingState rows={6} />}>
        <Markdown text={data.body} />
      </Suspense>
      {data.mine.concerned && <Confirm document={data} />}
      <Versions document={data} />
    </Page>
  )
}

function Confirm({ document: { id: documentId, version, mine } }: { document: Shown }) {
  const words = useTrainingText().document
  const format = useFormat()
  const confirm = useMutation(api.governance.confirmDocument.mutationOptions(useOutcome({ changed: 'training', says: words.done })))
  if (mine.confirmed)
    return (
      <p className={styles.confirm}>
        <StateBadge tone="good" icon={CircleCheck}>
          {words.confirmed(mine.confirmedAt === undefined ? '' : format.dateTime(mine.confirmedAt))}
        </StateBadge>
      </p>
    )
  return (
    <div className={styles.confirm}>
      <Button loading={confirm.isPending} onClick={() => confirm.mutate({ documentId, version })}>
        {words.confirm}
      </Button>
      <p>{words.confirmHint(format.number(version))}</p>
    </div>
  )
}

/** To plan by, not to measure anybody: at 220 words or 400 Chinese characters a minute. */
function minutesToRead(text: string): number {
  const words = text.match(/[\p{sc=Latin}\p{N}'’-]+/gu)?.length ?? 0
  const characters = text.match(/\p{sc=Han}/gu)?.length ?? 0
  return Math.max(1, Math.round(words / 220 + characters / 400))
}
