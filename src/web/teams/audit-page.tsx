import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bot, History, KeyRound, UserRound } from 'lucide-react'

import type { AuditEntry } from '#contract/teams'

import { api } from '../api.ts'
import { useText } from '../language/text-provider.tsx'
import type { Texts } from '../messages.en.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { Page } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'

/** Who changed what, as sentences. */
export function AuditPage() {
  const { teams: text, settings } = useText()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.teams.audit.infiniteOptions({
      input: (cursor: string | undefined) => (cursor === undefined ? {} : { cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const entries = data?.pages.flatMap((page) => page.entries)
  return (
    <Page title={settings.pages.audit} lead={text.audit.lead}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!entries && !error && <LoadingState rows={8} />}
      {entries?.length === 0 && <EmptyState icon={<History size={24} />} title={text.audit.none} />}
      {entries !== undefined && entries.length > 0 && (
        <>
          <Rows label={settings.pages.audit}>
            {entries.map((entry) => (
              <AuditLine key={entry.id} entry={entry} />
            ))}
          </Rows>
          {hasNextPage ? (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {text.audit.more}
            </Button>
          ) : (
            <Text c="dimmed">{text.audit.end}</Text>
          )}
        </>
      )}
    </Page>
  )
}

const icons = { web: UserRound, 'api-key': KeyRound, system: Bot }

function AuditLine({ entry }: { entry: AuditEntry }) {
  const text = useText().teams.audit
  const { actor, subject, at } = entry
  const Icon = icons[actor.via]
  return (
    <Row
      lead={<Icon size={16} aria-hidden="true" />}
      title={
        <Text span>
          <strong>{actor.name}</strong> {deed(entry, text)}
        </Text>
      }
      note={
        <>
          <LocalTime at={at} /> · {text.via[actor.via]}
        </>
      }
    >
      {subject?.kind === 'post' && (
        <Link to="/posts/$postId" params={{ postId: subject.id }}>
          {text.toPost}
        </Link>
      )}
    </Row>
  )
}

/** What was done, and to what, where the entry names it. */
function deed({ action, detail }: AuditEntry, text: Texts['teams']['audit']): string {
  const known: Readonly<Record<string, string>> = text.did
  const done = known[action] ?? text.someAction(action)
  const what = [detail['handle'], detail['name'], detail['email'], detail['fileName'], detail['firstLine']].find(
    (each) => typeof each === 'string',
  )
  return typeof what === 'string' && what !== '' ? text.with(done, what) : done
}
