import { Button, Modal } from '@mantine/core'
import { useState } from 'react'

import { useText } from '../../language/text-provider.tsx'
import { Rows } from '../../ui/rows.tsx'
import { SearchWords } from '../../ui/search-words.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { nameOfCard } from './name-of-card.ts'
import { PersonLine } from './person-line.tsx'
import { usePeopleText } from './use-people-text.ts'
import { usePeople } from './use-people.ts'

interface JoinDialogProps {
  personId: string
  onChoose: (otherId: string) => void
  onClose: () => void
}

/** Finds somebody else who is the same person. */
export function JoinDialog({ personId, onChoose, onClose }: JoinDialogProps) {
  const words = usePeopleText()
  const { ways, alike } = words
  const { close } = useText().ui
  const [text, setText] = useState('')
  const { query, people } = usePeople(text)
  const others = people.filter(({ id }) => id !== personId)
  return (
    <Modal opened onClose={onClose} size="lg" title={ways.joinTitle} closeButtonProps={{ 'aria-label': close }}>
      <p>{ways.joinHint}</p>
      <SearchWords text={text} onText={setText} label={ways.joinFind} hint={words.findHint} className={undefined} />
      {query.isPending && <LoadingState rows={3} height={52} />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && others.length === 0 && <p>{ways.joinNone}</p>}
      <Rows label={words.list}>
        {others.slice(0, mostShown).map((person) => (
          <PersonLine key={person.id} person={person}>
            <Button
              size="xs"
              variant="default"
              aria-label={alike.joinWith(nameOfCard(person, words.someone))}
              onClick={() => onChoose(person.id)}
            >
              {alike.join}
            </Button>
          </PersonLine>
        ))}
      </Rows>
    </Modal>
  )
}

const mostShown = 10
