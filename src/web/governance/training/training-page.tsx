import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { Document } from '#contract/governance'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Checklists } from './checklists.tsx'
import { DocumentRow } from './document-row.tsx'
import { ReadersTable } from './readers-table.tsx'
import { useTrainingText } from './use-training-text.ts'

const DocumentForm = lazy(async () => ({ default: (await import('./document-form.tsx')).DocumentForm }))

/** What there is to read, for oneself first; for those who look after it also who has read what; and the checklists. */
export function TrainingPage() {
  const words = useTrainingText()
  const { pages } = useText().settings
  const mayManage = useMay()('training.manage')
  const [open, setOpen] = useState<{ readonly document: Document | undefined }>()
  const { data, error, refetch } = useQuery(api.governance.documents.queryOptions())
  const mine = (data ?? []).filter(({ mine: { concerned } }) => concerned)
  const others = (data ?? []).filter(({ mine: { concerned } }) => !concerned)
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen({ document: undefined })}>
      {words.add}
    </Button>
  )
  const rows = (documents: readonly Document[], label: string) => (
    <Rows label={label}>
      {documents.map((document) => (
        <DocumentRow key={document.id} document={document} mayManage={mayManage} onChange={() => setOpen({ document })} />
      ))}
    </Rows>
  )
  return (
    <Page title={pages.training} lead={words.lead} action={mayManage && add} broad>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={4} height={52} />}
      {data !== undefined && (
        <Section title={words.mine} hint={words.mineHint}>
          {mine.length === 0 ? <EmptyState title={words.nothing} /> : rows(mine, words.mine)}
        </Section>
      )}
      {others.length > 0 && <Section title={words.others}>{rows(others, words.others)}</Section>}
      {mayManage && data !== undefined && data.length > 0 && <ReadersTable documents={data} />}
      <Checklists all />
      <Suspense>{open !== undefined && <DocumentForm document={open.document} onClose={() => setOpen(undefined)} />}</Suspense>
    </Page>
  )
}
