import { useEffect, useRef } from 'react'

import type { MediaItem } from '#contract/media'

import { reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { newKey } from '../new-key.ts'
import { changePart } from './draft-parts.ts'
import type { DraftMedia } from './draft.ts'
import { upload } from './upload.ts'
import type { Composer } from './use-composer.ts'
import { allParts, changeImage } from './variants.ts'
import type { Wording } from './wording.ts'

export interface Uploads {
  add(wording: Wording, partKey: string, files: readonly File[]): void
  retry(image: DraftMedia): void
}

/** Sends images to the library while the author goes on writing; each shows its progress in its place. One that was taken off the post is stopped. */
export function useUploads({ brand, change, desk: { draft } }: Composer): Uploads {
  const explain = useExplain()
  const running = useRef(new Map<string, AbortController>())
  /** Images that were seen in the draft: one that is only being added is not in it yet. */
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

  function setImage(key: string, edit: (image: DraftMedia) => DraftMedia): void {
    change((now) => ({ ...now, draft: changeImage(now.draft, key, edit) }))
  }

  async function send(key: string, file: File): Promise<void> {
    const controller = new AbortController()
    running.current.set(key, controller)
    const onProgress = (progress: number) => setImage(key, (image) => ({ ...image, upload: { file, progress } }))
    try {
      const item = await upload({ brandId: brand.id, file, key, onProgress, signal: controller.signal })
      setImage(key, (image) => arrived(image, item))
      void reload('media')
    } catch (error) {
      if (controller.signal.aborted) return
      setImage(key, (image) => ({ ...image, upload: { file, progress: 0, problem: explain(error) } }))
    } finally {
      running.current.delete(key)
    }
  }

  return {
    add(wording, partKey, files) {
      const added = files.map((file) => ({ key: newKey(), alt: '', upload: { file, progress: 0 } }))
      wording.change((parts) => changePart(parts, partKey, (part) => ({ ...part, media: [...part.media, ...added] })))
      for (const image of added) void send(image.key, image.upload.file)
    },
    retry({ key, upload: failed }) {
      if (failed === undefined) return
      const { file } = failed
      setImage(key, (image) => ({ ...image, upload: { file, progress: 0 } }))
      void send(key, file)
    },
  }
}

/** Only images can be posted; what else was dropped or picked is named to the author. */
export function onlyImages(files: readonly File[]): { images: readonly File[]; others: readonly string[] } {
  const images = files.filter((file) => file.type.startsWith('image/'))
  return { images, others: files.filter((file) => !file.type.startsWith('image/')).map((file) => file.name) }
}

/** The library's description is the start, unless the author already wrote one. */
function arrived(uploaded: DraftMedia, item: MediaItem): DraftMedia {
  const { upload: _, ...image } = uploaded
  return { ...image, mediaId: item.id, item, alt: image.alt === '' ? item.alt : image.alt }
}
