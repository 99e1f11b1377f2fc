import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { ArrowDown, ArrowUp, Scissors, Trash2 } from 'lucide-react'
import { useId, useState, type DragEvent } from 'react'

import { showTrouble } from '../../ui/toast.tsx'
import { overflowOn, readText, type Place } from './check-draft.ts'
import { addPartAfter, changePart, moveBy, newPart, removePart, type DraftPart } from './draft-content.ts'
import { LinkOffer } from './link-offer.tsx'
import { MediaStrip } from './media-strip.tsx'
import { splitText } from './split-text.ts'
import { TextCount } from './text-count.tsx'
import { TextEditor } from './text-editor.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { onlyImages, type Uploads } from './use-uploads.ts'

import styles from './part-editor.module.css'

interface PartEditorProps {
  composer: Composer
  uploads: Uploads
  places: readonly Place[]
  part: DraftPart
  index: number
}

/** One part of the post: its text, what hangs on it, and its place in the thread. Images can be dropped anywhere on it. */
export function PartEditor({ composer, uploads, places, part, index }: PartEditorProps) {
  const words = useComposerText()
  const countId = useId()
  const [over, setOver] = useState(false)
  const parts = composer.desk.draft.parts
  const reading = readText(part.text, places)

  function addFiles(files: readonly File[]): void {
    const { images, others } = onlyImages(files)
    if (others.length > 0) showTrouble(words.images.notImage(others.join(', ')))
    if (images.length > 0) uploads.add(part.key, images)
  }

  /** Dragged text belongs to the text area, which takes it by itself. */
  function drop(event: DragEvent): void {
    setOver(false)
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    addFiles([...event.dataTransfer.files])
  }

  return (
    <div
      role="presentation"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <section
        className={styles.part}
        data-thread={parts.length > 1 || undefined}
        data-over={over || undefined}
        aria-label={parts.length > 1 ? words.part(index + 1) : words.text}
      >
        {parts.length > 1 && <PartTools composer={composer} part={part} index={index} />}
        <TextEditor
          id={textId(part)}
          label={parts.length > 1 ? words.textOf(index + 1, parts.length) : words.text}
          placeholder={index === 0 ? words.placeholder : words.placeholderNext}
          text={part.text}
          reading={reading}
          describedBy={countId}
          first={index === 0}
          onText={(text) =>
            composer.change((desk) => ({ ...desk, draft: changePart(desk.draft, part.key, (each) => ({ ...each, text })) }))
          }
          onFiles={addFiles}
        />
        <MediaStrip composer={composer} uploads={uploads} places={places} part={part} onFiles={addFiles}>
          <TextCount id={countId} count={reading.count} />
        </MediaStrip>
        <div className={styles.offers}>
          {reading.overflow !== undefined && <SplitButton composer={composer} places={places} part={part} />}
          <LinkOffer composer={composer} part={part} links={reading.entities} />
        </div>
        {over && <p className={styles.drop}>{words.images.drop}</p>}
      </section>
    </div>
  )
}

/** The text area of a part, for going to it from the checks. */
export function textId(part: DraftPart): string {
  return `text-${part.key}`
}

function SplitButton({ composer, places, part }: Pick<PartEditorProps, 'composer' | 'places' | 'part'>) {
  const words = useComposerText()
  function split(): void {
    composer.change((desk) => {
      const [first = '', ...rest] = splitText(part.text, overflowOn(places))
      const shortened = changePart(desk.draft, part.key, (each) => ({ ...each, text: first }))
      return { ...desk, draft: rest.toReversed().reduce((draft, text) => addPartAfter(draft, part.key, newPart(text)), shortened) }
    })
  }
  return (
    <Button variant="default" size="compact-sm" leftSection={<Scissors size={14} aria-hidden="true" />} onClick={split}>
      {words.split}
    </Button>
  )
}

function PartTools({ composer, part, index }: Pick<PartEditorProps, 'composer' | 'part' | 'index'>) {
  const words = useComposerText()
  const parts = composer.desk.draft.parts
  const move = (places: number) =>
    composer.change((desk) => ({ ...desk, draft: { ...desk.draft, parts: moveBy(desk.draft.parts, part.key, places) } }))
  const tools = [
    { word: words.moveUp, Icon: ArrowUp, off: index === 0, act: () => move(-1) },
    { word: words.moveDown, Icon: ArrowDown, off: index === parts.length - 1, act: () => move(1) },
    {
      word: words.removePart,
      Icon: Trash2,
      off: false,
      act: () => composer.change((desk) => ({ ...desk, draft: removePart(desk.draft, part.key) })),
    },
  ]
  return (
    <div className={styles.tools}>
      <span className={styles.number}>{words.part(index + 1)}</span>
      {tools.map(({ word, Icon, off, act }) => (
        <Tooltip key={word} label={word}>
          <ActionIcon variant="subtle" color="gray" aria-label={`${word}: ${words.part(index + 1)}`} disabled={off} onClick={act}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  )
}
