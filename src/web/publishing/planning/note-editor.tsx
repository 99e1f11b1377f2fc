import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Note } from '#contract/publishing'
import type { Colour } from '#contract/strategy'

import { client } from '../../api.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { ColourChoice } from '../../strategy/colour-choice.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useNoteActions } from './use-note-actions.ts'
import { usePlanningText } from './use-planning-text.ts'

interface NoteEditorProps {
  /** One that is there, or the day of a new one. */
  note: Note | { readonly day: string }
  onClose: () => void
}

interface Written {
  readonly day: string
  readonly text: string
  readonly colour: Colour
}

const longest = 500

/** A note to read, write, move and delete. */
export function NoteEditor({ note, onClose }: NoteEditorProps) {
  const words = usePlanningText().note
  const { close } = useText().ui
  const mayWrite = useMay()('posts.write')
  const existing = 'id' in note ? note : undefined
  return (
    <Modal opened onClose={onClose} title={existing ? words.change : words.add} closeButtonProps={{ 'aria-label': close }}>
      {existing && !mayWrite ? <Reading note={existing} /> : <Form existing={existing} day={note.day} onClose={onClose} />}
    </Modal>
  )
}

function Reading({ note: { text, by } }: { note: Note }) {
  const words = usePlanningText().note
  return (
    <>
      <p>{text}</p>
      <p>
        {by !== undefined && `${words.by(by)} · `}
        {words.readOnly}
      </p>
    </>
  )
}

function Form({ existing, day, onClose }: { existing: Note | undefined; day: string; onClose: () => void }) {
  const words = usePlanningText().note
  const key = useIdempotencyKey()
  const brandId = useBrand().id
  const { working, trouble, save, remove } = useNoteActions(onClose)
  const [written, setWritten] = useState<Written>({ day, text: existing?.text ?? '', colour: existing?.colour ?? 'sky' })
  const [checked, setChecked] = useState(false)
  const wrong = wrongText(written.text, words)
  const change = (part: Partial<Written>) => {
    key.next()
    setWritten({ ...written, ...part })
  }
  function submit(): void {
    setChecked(true)
    if (wrong !== undefined || written.day === '') return
    const note = { ...written, text: written.text.trim() }
    void save(() =>
      existing
        ? client.publishing.changeNote({ noteId: existing.id, ...note })
        : client.publishing.addNote({ brandId, ...note }, { context: { idempotencyKey: key.current() } }),
    )
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <Textarea
          label={words.text}
          description={words.textHint}
          autosize
          minRows={2}
          maxRows={8}
          data-autofocus
          value={written.text}
          error={checked && wrong}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <TextInput type="date" label={words.day} value={written.day} onChange={(event) => change({ day: event.currentTarget.value })} />
        <ColourChoice value={written.colour} onChange={(colour) => change({ colour })} />
        {trouble !== undefined && <Trouble>{trouble}</Trouble>}
        <Group justify="space-between">
          <Button type="submit" loading={working}>
            {existing ? words.save : words.create}
          </Button>
          {existing && (
            <Button variant="default" disabled={working} onClick={() => void remove(existing)}>
              {words.remove}
            </Button>
          )}
        </Group>
        {existing?.by !== undefined && <small>{words.by(existing.by)}</small>}
      </Stack>
    </form>
  )
}

function wrongText(text: string, words: ReturnType<typeof usePlanningText>['note']): string | undefined {
  if (text.trim() === '') return words.fillIn
  return text.trim().length > longest ? words.tooLong : undefined
}
