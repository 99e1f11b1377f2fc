import { useEffect, useRef } from 'react'

import type { MediaItem } from '#contract/media'

import { reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { uploadFile } from '../../library/upload-file.ts'
import { newKey } from '../new-key.ts'
import { changePart } from './draft-parts.ts'
import type { DraftMedia } from './draft.ts'
import type { Composer } from './use-composer.ts'
import { allParts, changeMedia } from './variants.ts'
import type { Wording } from './wording.ts'

export interface Uploads {
  add(wording: Wording, partKey: string, files: readonly File[]): void
  retry(media: DraftMedia): void
}

/** Sends files to the library while the author goes on writing; each shows its progress in its place. One that was taken off the post is stopped. */
export function useUploads({ brand, change, desk: { draft } }: Composer): Uploads {
  const explain = useExplain()
  const running = useRef(new Map<string, AbortController>())
  /** Those that were seen in the draft: one that is only being added is not in it yet. */
  const seen = useRef(new Set<string>())
  useEffect(() => {
    const all = running.current
    return () => all.forEach((controller) => controller.abort())
  }, [])
  useEffect(() => {
    const wanted = new Set(allParts(draft).flatMap(({ media }) => media.map(({ key }) => key)))
    for (const [key, controller] of running.current) {
      if (wanted.has(key)) seen.current.add(key)
      else if (seen.current.has(key)) controller.abort()
    }
  }, [draft])

  function setMedia(key: string, edit: (media: DraftMedia) => DraftMedia): void {
    change((now) => ({ ...now, draft: changeMedia(now.draft, key, edit) }))
  }

  async function send(key: string, file: File): Promise<void> {
    const controller = new AbortController()
    running.current.set(key, controller)
    const onProgress = (share: number) => setMedia(key, (media) => atProgress(media, file, inHundredths(share)))
    try {
      const item = await uploadFile({ brandId: brand.id, file, key, onProgress, signal: controller.signal })
      setMedia(key, (media) => arrived(media, item))
      void reload('media')
    } catch (error) {
      if (controller.signal.aborted) return
      setMedia(key, (media) => ({ ...media, upload: { file, progress: 0, problem: explain(error) } }))
    } finally {
      running.current.delete(key)
    }
  }

  return {
    add(wording, partKey, files) {
      const added = files.map((file) => ({ key: newKey(), alt: '', upload: { file, progress: 0 } }))
      wording.change((parts) => changePart(parts, partKey, (part) => ({ ...part, media: [...part.media, ...added] })))
      for (const each of added) void send(each.key, each.upload.file)
    },
    retry({ key, upload: failed }) {
      if (failed === undefined) return
      const { file } = failed
      setMedia(key, (media) => ({ ...media, upload: { file, progress: 0 } }))
      void send(key, file)
    },
  }
}

/** So that a film of gigabytes is not drawn a thousand times. */
function inHundredths(share: number): number {
  return Math.floor(share * 100) / 100
}

function atProgress(media: DraftMedia, file: File, progress: number): DraftMedia {
  return media.upload?.progress === progress ? media : { ...media, upload: { file, progress } }
}

/** The library's description is the start, unless the author already wrote one. */
function arrived(uploaded: DraftMedia, item: MediaItem): DraftMedia {
  const { upload: _, ...media } = uploaded
  return { ...media, mediaId: item.id, item, alt: media.alt === '' ? item.alt : media.alt }
}
