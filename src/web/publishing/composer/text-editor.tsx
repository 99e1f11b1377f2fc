import { useRef, useState, type ClipboardEvent, type SyntheticEvent } from 'react'

import type { Account } from '#contract/connections'

import { useFormat } from '../../language/use-format.ts'
import { Trouble } from '../../ui/states.tsx'
import type { Reading } from './check-draft.ts'
import { fitText, longestText } from './fit-text.ts'
import { type Mark, markText } from './mark-text.ts'
import { MentionList, optionId } from './mentions/mention-list.tsx'
import { useMentionMenu } from './mentions/use-mention-menu.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './text-editor.module.css'

interface TextEditorProps {
  id: string
  label: string
  placeholder: string
  text: string
  reading: Reading
  marks: readonly Mark[]
  describedBy: string
  /** The text one starts in. */
  first: boolean
  onText: (text: string) => void
  /** On whose network profiles are looked up for mentions; absent where there is no look-up. */
  mentionsOn: Pick<Account, 'id' | 'network'> | undefined
  onFiles: (files: readonly File[]) => void
}

/**
 * A plain text area over a copy of its text that carries the colours: links and mentions, and everything that is too long.
 * The copy also gives the area its height, so nothing is measured and nothing jumps.
 */
export function TextEditor({
  id,
  label,
  placeholder,
  text,
  reading,
  marks,
  describedBy,
  first,
  mentionsOn,
  onText,
  onFiles,
}: TextEditorProps) {
  const words = useComposerText()
  const format = useFormat()
  const copy = useRef<HTMLDivElement>(null)
  const menu = useMentionMenu({ areaId: id, text, accountId: mentionsOn?.id })
  const listId = `${id}-mentions`
  const [cut, setCut] = useState<{ kept: number; cut: number }>()

  function enter(next: string): void {
    const fitted = fitText(next)
    if (fitted.cut > 0) setCut({ kept: fitted.text.length, cut: fitted.cut })
    onText(fitted.text)
  }

  function lookAtCursor({ currentTarget: { selectionStart, selectionEnd } }: SyntheticEvent<HTMLTextAreaElement>): void {
    menu.cursorAt(selectionStart === selectionEnd ? selectionStart : undefined)
  }

  function paste(event: ClipboardEvent<HTMLTextAreaElement>): void {
    const files = [...event.clipboardData.files]
    if (files.length > 0) {
      event.preventDefault()
      onFiles(files)
      return
    }
    const pasted = event.clipboardData.getData('text/plain')
    const { selectionStart, selectionEnd, value } = event.currentTarget
    if (value.length - (selectionEnd - selectionStart) + pasted.length <= longestText) return
    event.preventDefault()
    enter(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd))
  }

  return (
    <>
      <div className={styles.editor}>
        <div ref={copy} className={styles.copy} aria-hidden="true">
          {markText(text, reading, marks).map((piece, index) => (
            <span key={index} data-kind={piece.kind} data-over={piece.over || undefined} data-severity={piece.severity}>
              {piece.text}
            </span>
          ))}
          {/* A line that ends the text is only as high as what follows it. */}
          {'\u200B'}
        </div>
        <textarea
          id={id}
          className={styles.area}
          aria-label={label}
          aria-describedby={describedBy}
          placeholder={placeholder}
          value={text}
          data-autofocus={first || undefined}
          onChange={(event) => {
            enter(event.currentTarget.value)
            lookAtCursor(event)
          }}
          aria-autocomplete={mentionsOn === undefined ? undefined : 'list'}
          aria-controls={menu.at === undefined ? undefined : listId}
          aria-activedescendant={menu.found.length > 0 ? optionId(listId, menu.active) : undefined}
          onSelect={lookAtCursor}
          onBlur={() => menu.cursorAt(undefined)}
          onKeyDown={menu.onKey}
          onPaste={paste}
          dir="auto"
        />
        {mentionsOn !== undefined && <MentionList id={listId} menu={menu} copy={copy} network={mentionsOn.network} />}
      </div>
      {cut !== undefined && (
        <Trouble>
          {words.pastedTooLong(format.number(cut.kept), format.number(cut.cut))}{' '}
          <button type="button" className={styles.quiet} onClick={() => setCut(undefined)}>
            {words.understood}
          </button>
        </Trouble>
      )}
    </>
  )
}
