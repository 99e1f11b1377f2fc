import type { MediaItem } from '#contract/media'

import type { EditorProps } from '../media-editing.ts'

export type Film = MediaItem & { kind: 'video' }

export interface FilmProps extends Pick<EditorProps, 'media' | 'onChange'> {
  item: Film
}
