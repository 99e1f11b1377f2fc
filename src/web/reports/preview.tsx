import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FileChartColumn } from 'lucide-react'

import { api } from '../api.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { Sheet } from './sheet/sheet.tsx'
import type { Draft } from './use-draft.ts'
import { useReportsText } from './use-reports-text.ts'

import styles from './reports.module.css'

/** How what is being built looks with the figures of now; it follows a moment after each change. */
export function Preview({ draft: { name, definition }, brandId }: { draft: Draft; brandId: string }) {
  const words = useReportsText()
  const [asked] = useDebouncedValue({ brandId, name: name.trim() || '–', definition }, 600)
  const { data, error, refetch } = useQuery({
    ...api.reports.preview.queryOptions({ input: asked }),
    placeholderData: keepPreviousData,
  })
  const isEmpty = definition.pages.every(({ tiles }) => tiles.length === 0)
  if (isEmpty) return <EmptyState icon={<FileChartColumn size={24} />} title={words.emptyPreview} />
  return (
    <section aria-label={words.preview}>
      <div className={styles.previewHead}>{words.preview}</div>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={6} height={80} />}
      {data && !error && <Sheet run={data} />}
    </section>
  )
}
