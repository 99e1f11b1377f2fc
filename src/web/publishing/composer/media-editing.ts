import type { Brand } from '#contract/teams'

import type { Crop } from './crops.ts'
import type { DraftMedia } from './draft.ts'
import type { Remark } from './remarks.ts'

/** What every dialog about one picture, video or document is given. */
export interface EditorProps {
  media: DraftMedia
  open: 'alt' | 'focus' | 'trim' | 'title'
  /** Most characters of a description, by the networks that take it. */
  maxAlt: number
  /** What the brand wants where it is not described; `off` also where no network would show a description. */
  altTexts: Brand['altTexts']
  /** How the networks will cut it. */
  crops: readonly Crop[]
  /** What the networks say of it. */
  remarks: readonly Remark[]
  /** In which the post is written. */
  language: string
  onChange: (edit: MediaEdit) => void
  onClose: () => void
}

export type MediaEdit = (media: DraftMedia) => DraftMedia

/** Absent: the middle. */
export function withFocus(focus: DraftMedia['focus']): MediaEdit {
  return (before) => {
    const { focus: _, ...media } = before
    return focus === undefined ? media : { ...media, focus }
  }
}

/** Absent: as the library calls it. */
export function withTitle(title: string | undefined): MediaEdit {
  return (before) => {
    const { title: _, ...media } = before
    return title === undefined ? media : { ...media, title }
  }
}
