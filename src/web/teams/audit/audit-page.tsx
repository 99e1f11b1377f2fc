import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'

import type { AuditWanted } from '#contract/teams'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { AuditChain } from './audit-chain.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { AuditLine } from './audit-line.tsx'
import { ExportButton } from './export-button.tsx'
import { useAuditText } from './use-audit-text.ts'

/** Who changed what, as sentences; found again, taken along, and proven to be as it was written. */
export function AuditPage() {
  const { settings } = useText()
  const text = useAuditText().log
  const [wanted, setWanted] = useState<AuditWanted>({})
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.teams.audit.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...wanted, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
      placeholderData: (before) => before,
    }),
  )
  const entries = data?.pages.flatMap((page) => page.entries)
  const names = new Map(data?.pages.flatMap((page) => page.names.map((name) => [name.id, name])))
  const filtered = Object.keys(wanted).length > 0
  return (
    <Page title={settings.pages.audit} lead={text.lead} controls={<ExportButton wanted={wanted} />}>
      <AuditChain />
      <AuditFilters wanted={wanted} onChange={setWanted} />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!entries && !error && <LoadingState rows={8} />}
      {entries?.length === 0 && <EmptyState icon={<History size={24} />} title={filtered ? text.noneFound : text.none} />}
      {entries !== undefined && entries.length > 0 && (
        <>
          <Rows label={settings.pages.audit}>
            {entries.map((entry) => (
              <AuditLine key={entry.id} entry={entry} names={names} />
            ))}
          </Rows>
          {hasNextPage ? (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {text.more}
            </Button>
          ) : (
            <Text c="dimmed">{text.end}</Text>
          )}
        </>
      )}
    </Page>
  )
}
