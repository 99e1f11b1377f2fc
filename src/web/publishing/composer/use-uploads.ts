import { useEffect, useRef } from 'react'

import type { MediaItem } from '#contract/media'

import { reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { newKey } from '../new-key.ts'
import { changePart, type Draft, type DraftImage } from './draft-content.ts'
import { upload } from './upload.ts'
import type { Composer } from './use-composer.ts'

export interface Uploads {
  add(partKey: string, files: readonly File[]): void
  retry(partKey: string, imageKey: string): void
  /** Takes an image off the post, and stops its upload. */
  remove(partKey: string, imageKey: string): void
}

/** Sends images to the library while the author goes on writing; each shows its progress in its place. */
export function useUploads({ brand, change, desk }: Composer): Uploads {
  const explain = useExplain()
  const running = useRef(new Map<string, AbortController>())
  useEffect(() => {
    const all = running.current
    return () => all.forEach((controller) => controller.abort())
  }, [])

  function setImage(partKey: string, imageKey: string, edit: (image: DraftImage) => DraftImage): void {
    change((now) => ({ ...now, draft: changeImage(now.draft, { partKey, imageKey }, edit) }))
  }

  async function send(partKey: string, imageKey: string, file: File): Promise<void> {
    const controller = new AbortController()
    running.current.set(imageKey, controller)
    const onProgress = (progress: number) => setImage(partKey, imageKey, (image) => ({ ...image, upload: { file, progress } }))
    try {
      const media = await upload({ brandId: brand.id, file, key: imageKey, onProgress, signal: controller.signal })
      setImage(partKey, imageKey, (image) => arrived(image, media))
      void reload('media')
    } catch (error) {
      if (controller.signal.aborted) return
      setImage(partKey, imageKey, (image) => ({ ...image, upload: { file, progress: 0, problem: explain(error) } }))
    } finally {
      running.current.delete(imageKey)
    }
  }

  return {
    add(partKey, files) {
      const images = files.map((file) => ({ key: newKey(), alt: '', upload: { file, progress: 0 } }))
      change((now) => ({ ...now, draft: changePart(now.draft, partKey, (part) => ({ ...part, images: [...part.images, ...images] })) }))
      for (const image of images) void send(partKey, image.key, image.upload.file)
    },
    retry(partKey, imageKey) {
      const image = desk.draft.parts.find((part) => part.key === partKey)?.images.find((each) => each.key === imageKey)
      if (image?.upload === undefined) return
      const { file } = image.upload
      setImage(partKey, imageKey, (each) => ({ ...each, upload: { file, progress: 0 } }))
      void send(partKey, imageKey, file)
    },
    remove(partKey, imageKey) {
      running.current.get(imageKey)?.abort()
      change((now) => ({
        ...now,
        draft: changePart(now.draft, partKey, (part) => ({ ...part, images: part.images.filter((image) => image.key !== imageKey) })),
      }))
    },
  }
}

/** Only images can be posted; what else was dropped or picked is named to the author. */
export function onlyImages(files: readonly File[]): { images: readonly File[]; others: readonly string[] } {
  const images = files.filter((file) => file.type.startsWith('image/'))
  return { images, others: files.filter((file) => !file.type.startsWith('image/')).map((file) => file.name) }
}

function changeImage(draft: Draft, at: { partKey: string; imageKey: string }, edit: (image: DraftImage) => DraftImage): Draft {
  return changePart(draft, at.partKey, (part) => ({
    ...part,
    images: part.images.map((image) => (image.key === at.imageKey ? edit(image) : image)),
  }))
}

/** The library's description is the start, unless the author already wrote one. */
function arrived({ key, alt }: DraftImage, media: MediaItem): DraftImage {
  return { key, mediaId: media.id, media, alt: alt === '' ? media.alt : alt }
}
