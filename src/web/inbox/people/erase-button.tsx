import { Button, Group, Modal, TextInput } from '@mantine/core'
import { Eraser } from 'lucide-react'
import { useState } from 'react'

import type { Person } from '#contract/inbox'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { nameOfCard } from './name-of-card.ts'
import { usePeopleText } from './use-people-text.ts'

/** Erases the person once a word is typed: it cannot be undone, and reaches further than it looks. */
export function EraseButton({ person, onErased }: { person: Person; onErased: () => void }) {
  const words = usePeopleText().ways
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<Eraser size={16} aria-hidden="true" />} onClick={() => setAsking(true)}>
        {words.erase}
      </Button>
      {asking && <EraseDialog person={person} onErased={onErased} onClose={() => setAsking(false)} />}
    </>
  )
}

function EraseDialog({ person, onErased, onClose }: { person: Person; onErased: () => void; onClose: () => void }) {
  const people = usePeopleText()
  const words = people.ways
  const { cancel, close } = useText().ui
  const explain = useExplain()
  const [typed, setTyped] = useState('')
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function erase(): Promise<void> {
    setWorking(true)
    setTrouble(undefined)
    try {
      const { messages } = await client.inbox.erasePerson({ personId: person.id })
      onErased()
      toast(words.erased(messages))
      await reload('people')
    } catch (error) {
      setTrouble(explain(error))
      setWorking(false)
    }
  }
  const isSure = typed.trim().toLocaleLowerCase() === words.eraseWord
  return (
    <Modal opened onClose={onClose} title={words.eraseAsk(nameOfCard(person, people.someone))} closeButtonProps={{ 'aria-label': close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isSure) void erase()
        }}
      >
        <p>{words.eraseHint}</p>
        <TextInput
          label={words.eraseType(words.eraseWord)}
          value={typed}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {trouble !== undefined && <Trouble>{trouble}</Trouble>}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {cancel}
          </Button>
          <Button type="submit" color="red" disabled={!isSure} loading={working}>
            {words.erase}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
