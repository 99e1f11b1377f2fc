import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { Person } from '#contract/inbox'

import { api } from '../../api.ts'
import { refusalOf } from '../../errors/refusal.ts'
import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { nameOfCard } from './name-of-card.ts'
import { PersonAlike } from './person-alike.tsx'
import { PersonConsent } from './person-consent.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PersonHistory } from './person-history.tsx'
import { PersonNotes } from './person-notes.tsx'
import { PersonProfiles } from './person-profiles.tsx'
import { PersonWays } from './person-ways.tsx'
import { usePeopleText } from './use-people-text.ts'

import styles from './person-drawer.module.css'

interface PersonDrawerProps {
  personId: string
  onClose: () => void
}

/** The card of a person, beside where one was: profiles, what is known, notes, consent, and every thread. */
export function PersonDrawer({ personId, onClose }: PersonDrawerProps) {
  const words = usePeopleText()
  const { close } = useText().ui
  const narrow = useNarrow()
  const person = useQuery(api.inbox.person.queryOptions({ input: { personId } }))
  const isGone = refusalOf(person.error)?.code === 'NOT_FOUND'
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={narrow ? '100%' : 460}
      title={words.card}
      closeButtonProps={{ 'aria-label': close }}
      classNames={{ content: styles.panel ?? '', header: styles.header ?? '' }}
    >
      {person.isPending && <LoadingState rows={6} height={56} />}
      {person.isError && <ErrorState error={person.error} {...(isGone ? { title: words.gone } : { retry: () => void person.refetch() })} />}
      {person.isSuccess && <Card key={person.data.id} person={person.data} onClose={onClose} />}
    </Drawer>
  )
}

function Card({ person, onClose }: { person: Person; onClose: () => void }) {
  const mayWork = useMay()('inbox.work')
  return (
    <>
      <Head person={person} />
      {mayWork && <PersonAlike person={person} />}
      <PersonProfiles person={person} mayWork={mayWork} />
      <PersonFacts person={person} mayWork={mayWork} />
      <PersonNotes person={person} mayWork={mayWork} />
      <PersonHistory personId={person.id} />
      <PersonConsent person={person} mayWork={mayWork} />
      <PersonWays person={person} mayWork={mayWork} onClose={onClose} />
    </>
  )
}

function Head({ person }: { person: Person }) {
  const words = usePeopleText()
  const name = nameOfCard(person, words.someone)
  const face = person.profiles.find(({ avatarUrl }) => avatarUrl !== undefined)
  const [first] = person.profiles
  return (
    <div className={styles.head}>
      <Avatar
        name={name}
        url={face?.avatarUrl}
        size={56}
        {...(first ? { mark: <NetworkIcon network={first.network} size={16} label={false} /> } : {})}
      />
      <h2 className={styles.name} dir="auto">
        {name}
      </h2>
    </div>
  )
}
