import { Button, Textarea } from '@mantine/core'
import { StickyNote } from 'lucide-react'
import { type SyntheticEvent, useState } from 'react'

import { client } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useDeskState } from './desk-context.ts'
import { keepThread } from './keep-thread.ts'
import { ColleagueList, optionId } from './note/colleague-list.tsx'
import { useColleagueMenu } from './note/use-colleague-menu.ts'
import { onWritingKeys } from './on-writing-keys.ts'
import { useColleagues } from './use-colleagues.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './desk.module.css'

/** A note for the others; no network ever sees it. */
export function NoteBox({ threadId }: { threadId: string }) {
  const words = useInboxText().desk
  const desk = useDeskState()
  const explain = useExplain()
  const key = useIdempotencyKey()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const text = desk.draft.note.trim()
  const { members } = useColleagues()
  const menu = useColleagueMenu({ areaId, text: desk.draft.note })

  async function add(): Promise<void> {
    if (text === '' || working) return
    setWorking(true)
    setTrouble(undefined)
    try {
      const mentions = members.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
      keepThread(await client.inbox.note({ threadId, text, mentions }, { context: { idempotencyKey: key.current() } }))
      key.next()
      desk.change({ note: '' })
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }

  return (
    <>
      <div className={styles.area}>
        <ColleagueList id={listId} menu={menu} />
        <Textarea
          id={areaId}
          aria-autocomplete="list"
          aria-controls={menu.found.length > 0 ? listId : undefined}
          aria-activedescendant={menu.found.length > 0 ? optionId(listId, menu.active) : undefined}
          onSelect={(event) => menu.cursorAt(cursorIn(event))}
          onBlur={() => menu.cursorAt(undefined)}
          aria-label={words.yourNote}
          placeholder={words.yourNote}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          dir="auto"
          value={desk.draft.note}
          onChange={(event) => {
            key.next()
            desk.change({ note: event.currentTarget.value })
          }}
          onKeyDown={(event) => {
            menu.onKey(event)
            if (!event.defaultPrevented) onWritingKeys(() => void add())(event)
          }}
        />
      </div>
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
      <div className={styles.foot}>
        <Button
          variant="default"
          disabled={text === ''}
          loading={working}
          leftSection={<StickyNote size={16} aria-hidden="true" />}
          onClick={() => void add()}
        >
          {words.addNote}
        </Button>
      </div>
    </>
  )
}

const areaId = 'note-text'
const listId = 'note-colleagues'

/** Where the cursor stands; undefined where something is selected. */
function cursorIn({ currentTarget: { selectionStart, selectionEnd } }: SyntheticEvent<HTMLTextAreaElement>): number | undefined {
  return selectionStart === selectionEnd ? selectionStart : undefined
}
