import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Inbox, SearchX, UsersRound } from 'lucide-react'

import { Page } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { SearchWords } from '../../ui/search-words.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { nameOfCard } from './name-of-card.ts'
import type { PeopleSearch } from './people-search.ts'
import { PersonDrawer } from './person-drawer.tsx'
import { PersonLine } from './person-line.tsx'
import { usePeopleText } from './use-people-text.ts'
import { usePeople } from './use-people.ts'

import styles from './people-page.module.css'

/** Everyone who wrote to the brand's accounts, to find by whatever is known of them. */
export function PeoplePage() {
  const words = usePeopleText()
  const search: PeopleSearch = useSearch({ from: '/inside/people' })
  const navigate = useNavigate({ from: '/people' })
  const find = (text: string) => void navigate({ search: (before) => ({ ...before, text: text || undefined }), replace: true })
  return (
    <Page
      title={words.title}
      lead={words.lead}
      action={
        <Button component={Link} to="/inbox" variant="default" leftSection={<Inbox size={16} aria-hidden="true" />}>
          {words.toInbox}
        </Button>
      }
    >
      <div role="search" className={styles.search}>
        <SearchWords text={search.text ?? ''} onText={find} label={words.find} hint={words.findHint} className={undefined} />
      </div>
      <Found text={search.text ?? ''} onClear={() => find('')} />
      {search.person !== undefined && (
        <PersonDrawer personId={search.person} onClose={() => void navigate({ search: (before) => ({ ...before, person: undefined }) })} />
      )}
    </Page>
  )
}

function Found({ text, onClear }: { text: string; onClear: () => void }) {
  const words = usePeopleText()
  const { query, people } = usePeople(text)
  if (query.isPending) return <LoadingState rows={8} height={52} />
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (people.length === 0) return <Nobody text={text} onClear={onClear} />
  return (
    <div aria-busy={query.isPlaceholderData || undefined}>
      <Rows label={words.list}>
        {people.map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            name={
              <Link from="/people" to="/people" search={(before) => ({ ...before, person: person.id })} className={styles.name} dir="auto">
                {nameOfCard(person, words.someone)}
              </Link>
            }
          />
        ))}
      </Rows>
      {query.hasNextPage && (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  )
}

function Nobody({ text, onClear }: { text: string; onClear: () => void }) {
  const words = usePeopleText()
  if (text === '')
    return (
      <EmptyState icon={<UsersRound size={24} />} title={words.none}>
        {words.noneHint}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<SearchX size={24} />}
      title={words.nothingFound}
      action={
        <Button variant="default" onClick={onClear}>
          {words.clear}
        </Button>
      }
    >
      {words.nothingFoundHint}
    </EmptyState>
  )
}
