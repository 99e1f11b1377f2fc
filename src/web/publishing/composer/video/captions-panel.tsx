import { ActionIcon, Button, FileButton, NativeSelect, Tooltip } from '@mantine/core'
import { Captions, Trash2 } from 'lucide-react'

import { useLanguageName } from '../../../language/use-language-name.ts'
import { Trouble } from '../../../ui/states.tsx'
import { showTrouble } from '../../../ui/toast.tsx'
import type { DraftCaptions } from '../draft.ts'
import { offeredLanguages } from '../language-choice.tsx'
import { acceptedCaptions } from '../media-kind.ts'
import { useComposerText } from '../use-composer-text.ts'
import type { FilmProps } from './film.ts'
import { useAddFile } from './use-add-file.ts'

import styles from './video-editor.module.css'

/** A file of captions for each language. */
export function CaptionsPanel({ media, language, onChange }: FilmProps & { language: string }) {
  const words = useComposerText().video
  const nameOf = useLanguageName()
  const all = media.captions ?? []
  const adding = useAddFile((file) => {
    if (file.kind !== 'captions') return showTrouble(words.noCaptions(file.fileName))
    onChange(withCaptions((before) => [...before, { language: freeLanguage(before, language), file }]))
  })
  return (
    <div className={styles.captions}>
      <p className={styles.hint}>{words.captionsHint}</p>
      {all.length > 0 && (
        <ul>
          {all.map(({ language: own, file }, index) => (
            <li key={file.id}>
              <NativeSelect
                aria-label={words.captionsLanguage(file.fileName)}
                value={own}
                data={[...new Set([own, ...offeredLanguages])].map((tag) => ({ value: tag, label: nameOf(tag) }))}
                onChange={({ currentTarget: { value } }) =>
                  onChange(withCaptions((before) => before.with(index, { language: value, file })))
                }
              />
              <span className={styles.file}>{file.fileName}</span>
              <Tooltip label={words.removeCaptions}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${words.removeCaptions}: ${file.fileName}`}
                  onClick={() => onChange(withCaptions((before) => before.toSpliced(index, 1)))}
                >
                  <Trash2 size={16} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
      )}
      <FileButton accept={acceptedCaptions} onChange={(file) => file !== null && adding.add(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={adding.busy} leftSection={<Captions size={16} aria-hidden="true" />}>
            {words.addCaptions}
          </Button>
        )}
      </FileButton>
      {adding.trouble !== undefined && <Trouble>{adding.trouble}</Trouble>}
    </div>
  )
}

type Edit = (captions: readonly DraftCaptions[]) => readonly DraftCaptions[]

function withCaptions(edit: Edit): Parameters<FilmProps['onChange']>[0] {
  return ({ captions = [], ...media }) => {
    const next = edit(captions)
    return next.length === 0 ? media : { ...media, captions: next }
  }
}

/** The author's own language first, then one that has none yet. */
function freeLanguage(captions: readonly DraftCaptions[], own: string): string {
  const taken = new Set(captions.map(({ language }) => language))
  return [own, ...offeredLanguages].find((tag) => tag !== '' && !taken.has(tag)) ?? own
}
