import { Button, Group } from '@mantine/core'

import type { Person, SamenessReason, Suggestion } from '#contract/inbox'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { Section } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Trouble } from '../../ui/states.tsx'
import { showTrouble, undoToast } from '../../ui/toast.tsx'
import { nameOfCard } from './name-of-card.ts'
import { PersonLine } from './person-line.tsx'
import { usePeopleText } from './use-people-text.ts'
import { keepCard, usePersonChange } from './use-person-change.ts'

/** Others who may be the same, each with its reason; nobody is joined before a member says so. */
export function PersonAlike({ person }: { person: Person }) {
  const words = usePeopleText().alike
  const { change, working, trouble } = usePersonChange()
  const join = useJoin(person.id)
  if (person.suggestions.length === 0) return null
  return (
    <Section title={words.title}>
      <Rows>
        {person.suggestions.map((suggestion) => (
          <Alike
            key={suggestion.person.id}
            suggestion={suggestion}
            working={working}
            onJoin={() => void join(suggestion.person.id)}
            onApart={() => void change(() => client.inbox.keepApart({ personId: person.id, otherId: suggestion.person.id }), words.kept)}
          />
        ))}
      </Rows>
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
    </Section>
  )
}

interface AlikeProps {
  suggestion: Suggestion
  working: boolean
  onJoin: () => void
  onApart: () => void
}

function Alike({ suggestion: { person, reasons }, working, onJoin, onApart }: AlikeProps) {
  const words = usePeopleText()
  const { alike } = words
  const name = nameOfCard(person, words.someone)
  const say = ({ same, value }: SamenessReason) => alike.reasons[same](value)
  return (
    <PersonLine person={person} note={reasons.map(say).join(' · ')}>
      <Group gap="xs">
        <Button size="xs" disabled={working} aria-label={alike.joinWith(name)} onClick={onJoin}>
          {alike.join}
        </Button>
        <Button size="xs" variant="default" disabled={working} aria-label={alike.apartFrom(name)} onClick={onApart}>
          {alike.apart}
        </Button>
      </Group>
    </PersonLine>
  )
}

/** Joins two, and offers the way back. */
export function useJoin(personId: string): (otherId: string) => Promise<void> {
  const words = usePeopleText().alike
  const explain = useExplain()
  const split = (joiningId: string) =>
    client.inbox
      .splitPerson({ personId, joiningId })
      .then(keepCard)
      .catch((error: unknown) => showTrouble(explain(error)))
      .finally(() => void reload('people'))
  return async (otherId) => {
    try {
      const joined = await client.inbox.joinPeople({ personId, otherId })
      const joining = joined.joinings.at(-1)
      keepCard(joined)
      undoToast({ message: words.joined, undo: words.undo, onUndo: () => joining && void split(joining.id) })
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      void reload('people')
    }
  }
}
