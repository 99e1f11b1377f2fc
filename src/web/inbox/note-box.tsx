import { Button, Textarea } from '@mantine/core'
import { StickyNote } from 'lucide-react'
import type { SyntheticEvent } from 'react'

import { Trouble } from '../ui/states.tsx'
import { ColleagueList, optionId } from './note/colleague-list.tsx'
import { useAddNote } from './note/use-add-note.ts'
import { useColleagueMenu } from './note/use-colleague-menu.ts'
import { onWritingKeys } from './on-writing-keys.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './desk.module.css'

/** A note for the others, in which an @ calls a colleague; no network ever sees it. */
export function NoteBox({ threadId }: { threadId: string }) {
  const words = useInboxText().desk
  const { note, isEmpty, working, trouble, add, write } = useAddNote(threadId)
  const menu = useColleagueMenu({ areaId, text: note })
  const isOffering = menu.found.length > 0
  return (
    <>
      <div className={styles.area}>
        <ColleagueList id={listId} menu={menu} />
        <Textarea
          id={areaId}
          aria-label={words.yourNote}
          placeholder={words.yourNote}
          aria-autocomplete="list"
          aria-controls={isOffering ? listId : undefined}
          aria-activedescendant={isOffering ? optionId(listId, menu.active) : undefined}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          dir="auto"
          value={note}
          onChange={(event) => write(event.currentTarget.value)}
          onSelect={(event) => menu.cursorAt(cursorIn(event))}
          onBlur={() => menu.cursorAt(undefined)}
          onKeyDown={(event) => {
            menu.onKey(event)
            if (!event.defaultPrevented) onWritingKeys(add)(event)
          }}
        />
      </div>
      {trouble !== undefined && <Trouble>{trouble}</Trouble>}
      <div className={styles.foot}>
        <Button
          variant="default"
          disabled={isEmpty}
          loading={working}
          leftSection={<StickyNote size={16} aria-hidden="true" />}
          onClick={add}
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
