import { useEffect, useRef, useState } from 'react'

import type { MediaItem } from '#contract/media'

import { reload } from '../../../api.ts'
import { useExplain } from '../../../errors/use-explain.ts'
import { useBrand } from '../../../frame/who.ts'
import { uploadFile } from '../../../library/upload-file.ts'
import { newKey } from '../../new-key.ts'

interface Adding {
  readonly add: (file: File) => void
  readonly busy: boolean
  readonly trouble: string | undefined
}

/** Adds one file to the library for something beside the post's media: a cover, captions, the picture of a card. Ends with what asked for it. */
export function useAddFile(onAdded: (item: MediaItem) => void): Adding {
  const brand = useBrand()
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const running = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    running.current = controller
    return () => controller.abort()
  }, [])

  async function send(file: File): Promise<void> {
    const { signal } = running.current
    setBusy(true)
    setTrouble(undefined)
    try {
      onAdded(await uploadFile({ brandId: brand.id, file, key: newKey(), onProgress: () => undefined, signal }))
      void reload('media')
    } catch (error) {
      if (!signal.aborted) setTrouble(explain(error))
    }
    setBusy(false)
  }

  return { add: (file) => void send(file), busy, trouble }
}
