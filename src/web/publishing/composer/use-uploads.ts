import type { MediaItem } from '#contract/media'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { itemOfUpload, uploadFile } from '../../library/upload-file.ts'
import { showTrouble } from '../../ui/toast.tsx'
import { newKey } from '../new-key.ts'
import { changePart } from './draft-parts.ts'
import type { DraftMedia } from './draft.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'
import { onTheWay, useRunning } from './use-running.ts'
import { useUnfinished } from './use-unfinished.ts'
import { changeMedia, removeMedia } from './variants.ts'
import type { Wording } from './wording.ts'

export interface Uploads {
  add(wording: Wording, partKey: string, files: readonly File[]): void
  retry(media: DraftMedia): void
  /** Goes on with one that stopped; answers what is wrong where it is another file. */
  resume(media: DraftMedia, file: File): string | undefined
}

interface Going {
  readonly uploadId?: string | undefined
  readonly progress?: number
}

/** Sends files to the library while the author goes on writing; each shows its progress in its place. */
export function useUploads(composer: Composer): Uploads {
  const words = useComposerText().images
  const explain = useExplain()
  const running = useRunning(composer)
  const { brand, change } = composer

  function setMedia(key: string, edit: (media: DraftMedia) => DraftMedia): void {
    change((now) => ({ ...now, draft: changeMedia(now.draft, key, edit) }))
  }

  async function send(key: string, file: File, begun?: string): Promise<void> {
    const run = running.begin(key, file)
    const { signal } = run.controller
    const onProgress = (share: number) => setMedia(key, (media) => atProgress(media, inHundredths(share)))
    const onKnown = (uploadId: string) => {
      run.know(uploadId)
      setMedia(key, (media) => (media.upload ? { ...media, upload: { ...media.upload, uploadId } } : media))
    }
    try {
      const item = await uploadFile({ brandId: brand.id, file, key, uploadId: begun, onProgress, onKnown, signal })
      setMedia(key, (media) => arrived(media, item))
      void reload('media')
    } catch (error) {
      if (signal.aborted) return
      setMedia(key, (media) => (media.upload ? { ...media, upload: { ...media.upload, progress: 0, problem: explain(error) } } : media))
    } finally {
      run.over()
    }
  }

  function goOn(key: string, file: File, { uploadId, progress = 0 }: Going): void {
    const upload = { file, progress, ...(uploadId === undefined ? {} : { uploadId }) }
    setMedia(key, (media) => ({ ...notStopped(media), upload }))
    void send(key, file, uploadId)
  }

  useUnfinished(composer, async (key, stopped) => {
    const { uploadId } = stopped
    const before = onTheWay.get(uploadId)
    if (before !== undefined) {
      before.controller.abort()
      return goOn(key, before.file, stopped)
    }
    const there = (await client.media.uploads({ brandId: brand.id })).find(({ id }) => id === uploadId)
    if (there?.state === 'receiving') {
      const progress = inHundredths(there.received / there.bytes)
      return setMedia(key, (media) => (media.stopped ? { ...media, stopped: { ...media.stopped, progress } } : media))
    }
    try {
      const item = await itemOfUpload(uploadId, { brandId: brand.id, signal: running.begin(key).controller.signal })
      setMedia(key, (media) => arrived(media, item))
    } catch (error) {
      // It was stopped in the library, or refused: there is nothing to wait for.
      showTrouble(explain(error))
      change((now) => ({ ...now, draft: removeMedia(now.draft, key) }))
    }
  })

  return {
    add(wording, partKey, files) {
      const added = files.map((file) => ({ key: newKey(), alt: '', upload: { file, progress: 0 } }))
      wording.change((parts) => changePart(parts, partKey, (part) => ({ ...part, media: [...part.media, ...added] })))
      for (const each of added) void send(each.key, each.upload.file)
    },
    retry({ key, upload }) {
      if (upload !== undefined) goOn(key, upload.file, { uploadId: upload.uploadId })
    },
    resume({ key, stopped }, file) {
      if (stopped === undefined) return undefined
      if (file.name !== stopped.name || file.size !== stopped.bytes) return words.otherFile(stopped.name)
      goOn(key, file, stopped)
      return undefined
    },
  }
}

/** So that a film of gigabytes is not drawn a thousand times. */
function inHundredths(share: number): number {
  return Math.floor(share * 100) / 100
}

function atProgress(media: DraftMedia, progress: number): DraftMedia {
  if (media.upload === undefined || media.upload.progress === progress) return media
  return { ...media, upload: { ...media.upload, progress } }
}

function notStopped(media: DraftMedia): DraftMedia {
  const { stopped: _, ...rest } = media
  return rest
}

/** The library's description is the start, unless the author already wrote one. */
function arrived(uploaded: DraftMedia, item: MediaItem): DraftMedia {
  const { upload: _, ...media } = notStopped(uploaded)
  return { ...media, mediaId: item.id, item, alt: media.alt === '' ? item.alt : media.alt }
}
