import { lazy, Suspense } from 'react'

import type { MediaItem } from '#contract/media'

import { AltEditor } from './alt-editor.tsx'
import { FocusEditor } from './focus-editor.tsx'
import { type EditorProps, withFocus, withTitle } from './media-editing.ts'
import { TitleEditor } from './title-editor.tsx'

const VideoEditor = lazy(async () => ({ default: (await import('./video/video-editor.tsx')).VideoEditor }))

/** What of an item is being written or chosen, in its own dialog. */
export function MediaEditor(props: EditorProps) {
  const { item } = props.media
  if (item === undefined) return null
  if (item.kind === 'video') {
    return (
      <Suspense>
        <VideoEditor {...props} item={item} />
      </Suspense>
    )
  }
  return <PlainEditor {...props} item={item} />
}

function PlainEditor({ media, item, open, maxAlt, crops, onChange, onClose }: EditorProps & { item: MediaItem }) {
  if (open === 'title') return <TitleEditor media={media} item={item} onTitle={(title) => onChange(withTitle(title))} onClose={onClose} />
  if (open === 'alt') {
    return <AltEditor item={item} alt={media.alt} max={maxAlt} onAlt={(alt) => onChange((each) => ({ ...each, alt }))} onClose={onClose} />
  }
  return <FocusEditor item={item} focus={media.focus} crops={crops} onFocus={(focus) => onChange(withFocus(focus))} onClose={onClose} />
}
