import { ActionIcon, Tooltip } from '@mantine/core'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useId, useState, type DragEvent, type ReactNode } from 'react'

import type { Account } from '#contract/connections'

import { showTrouble } from '../../ui/toast.tsx'
import { readText } from './check-draft.ts'
import { changePart, moveBy, moveMedia, removePart } from './draft-parts.ts'
import type { DraftPart } from './draft.ts'
import { draggedMedia } from './drag-media.ts'
import { EmojiButton } from './emoji-button.tsx'
import { HashtagButton } from './hashtag-button.tsx'
import { LinkOffer } from './link-offer.tsx'
import type { Mark } from './mark-text.ts'
import { sortFiles } from './media-kind.ts'
import { MediaStrip } from './media-strip.tsx'
import { AddPoll, PartPoll } from './part-poll.tsx'
import type { Remark } from './remarks.ts'
import { SplitOffer } from './split-offer.tsx'
import { TextCount } from './text-count.tsx'
import { TextEditor } from './text-editor.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Uploads } from './use-uploads.ts'
import type { Wording } from './wording.ts'

import styles from './part-editor.module.css'

interface PartEditorProps {
  wording: Wording
  uploads: Uploads
  part: DraftPart
  index: number
  /** What the networks say of it. */
  remarks: readonly Remark[]
  language: string
  mentionsOn: Account | undefined
  /** Where the brand's rules are not kept. */
  marks: readonly Mark[]
}

/** One part of the post: its text, what hangs on it, and its place in the thread. Files can be dropped anywhere on it. */
export function PartEditor({ wording, uploads, part, index, remarks, language, mentionsOn, marks }: PartEditorProps) {
  const words = useComposerText()
  const countId = useId()
  const { parts, places, change } = wording
  const reading = readText(part.text, places)

  function addFiles(files: readonly File[]): void {
    const { taken, others } = sortFiles(files)
    if (others.length > 0) showTrouble(words.images.notMedia(others.join(', ')))
    if (taken.length > 0) uploads.add(wording, part.key, taken)
  }

  return (
    <DropArea onFiles={addFiles} onMedia={(key) => change((all) => moveMedia(all, key, { part: part.key }))}>
      {(over) => (
        <section className={styles.part} data-over={over || undefined} aria-label={parts.length > 1 ? words.part(index + 1) : words.text}>
          {parts.length > 1 && <PartTools wording={wording} part={part} index={index} />}
          <TextEditor
            id={textId(part)}
            label={parts.length > 1 ? words.textOf(index + 1, parts.length) : words.text}
            placeholder={index === 0 ? words.placeholder : words.placeholderNext}
            text={part.text}
            reading={reading}
            marks={marks}
            describedBy={countId}
            first={index === 0}
            mentionsOn={mentionsOn}
            onText={(text) => change((all) => changePart(all, part.key, (each) => ({ ...each, text })))}
            onFiles={addFiles}
          />
          <MediaStrip
            wording={wording}
            uploads={uploads}
            part={part}
            remarks={remarks}
            language={language}
            onFiles={addFiles}
            tools={
              <>
                <EmojiButton areaId={textId(part)} />
                <HashtagButton areaId={textId(part)} text={part.text} />
                <AddPoll wording={wording} part={part} />
              </>
            }
          >
            <TextCount id={countId} reading={reading} />
          </MediaStrip>
          {part.poll !== undefined && <PartPoll wording={wording} part={part} poll={part.poll} />}
          <div className={styles.offers}>
            {reading.overflow !== undefined && <SplitOffer wording={wording} part={part} />}
            <LinkOffer wording={wording} part={part} links={reading.entities} />
          </div>
          {over && <p className={styles.drop}>{words.images.drop}</p>}
        </section>
      )}
    </DropArea>
  )
}

/** The text area of a part, for going to it from the checks. */
export function textId(part: DraftPart): string {
  return `text-${part.key}`
}

const takes = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files') || draggedMedia.isIn(dataTransfer)

interface DropAreaProps {
  onFiles: (files: readonly File[]) => void
  onMedia: (key: string) => void
  children: (over: boolean) => ReactNode
}

/** Takes files from the device and media of other parts; dragged text belongs to the text area, which takes it by itself. */
function DropArea({ onFiles, onMedia, children }: DropAreaProps) {
  const [over, setOver] = useState(false)
  return (
    <div
      role="presentation"
      onDragOver={(event) => {
        if (!takes(event)) return
        event.preventDefault()
        setOver(!draggedMedia.isIn(event.dataTransfer))
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!takes(event)) return
        event.preventDefault()
        const key = draggedMedia.read(event.dataTransfer)
        if (key === undefined) onFiles([...event.dataTransfer.files])
        else onMedia(key)
      }}
    >
      {children(over)}
    </div>
  )
}

function PartTools({ wording, part, index }: Pick<PartEditorProps, 'wording' | 'part' | 'index'>) {
  const words = useComposerText()
  const { parts, change } = wording
  const tools = [
    { word: words.moveUp, Icon: ArrowUp, off: index === 0, act: () => change((all) => moveBy(all, part.key, -1)) },
    { word: words.moveDown, Icon: ArrowDown, off: index === parts.length - 1, act: () => change((all) => moveBy(all, part.key, 1)) },
    { word: words.removePart, Icon: Trash2, off: false, act: () => change((all) => removePart(all, part.key)) },
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
