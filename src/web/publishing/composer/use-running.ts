import { useEffect, useMemo, useRef } from 'react'

import { client } from '../../api.ts'
import type { Composer } from './use-composer.ts'
import { allParts } from './variants.ts'

interface Run {
  readonly controller: AbortController
  uploadId?: string
}

/** What is sent in pieces, by the server's id. It goes on when the composer is closed; the one that opens the post again takes it over. */
export const onTheWay = new Map<string, { readonly file: File; readonly controller: AbortController }>()

/** The uploads of this composer. One that was taken off the post is stopped, here and on the server. */
export function useRunning({ desk: { draft }, scheduled }: Composer) {
  const running = useRef(new Map<string, Run>())
  /** Those that were seen in the draft, with the server's id: one that is only being added is not in it yet. */
  const seen = useRef<ReadonlyMap<string, string | undefined>>(new Map())
  const isScheduled = useRef(scheduled)
  useEffect(() => {
    isScheduled.current = scheduled
  }, [scheduled])
  useEffect(() => {
    const all = running.current
    return () => {
      // A scheduled post is not changed while nobody looks at it.
      for (const { controller, uploadId } of all.values()) if (uploadId === undefined || isScheduled.current) controller.abort()
    }
  }, [])
  useEffect(() => {
    const media = allParts(draft).flatMap((part) => part.media)
    const there = new Set(media.map(({ key }) => key))
    for (const [key, uploadId] of seen.current) {
      if (there.has(key)) continue
      running.current.get(key)?.controller.abort()
      if (uploadId !== undefined) client.media.stopUpload({ uploadId }).catch(() => undefined)
    }
    const unfinished = media.filter(({ upload, stopped }) => upload ?? stopped)
    seen.current = new Map(unfinished.map(({ key, upload, stopped }) => [key, upload?.uploadId ?? stopped?.uploadId]))
  }, [draft])
  return useMemo(
    () => ({
      begin(key: string, file?: File) {
        const run: Run = { controller: new AbortController() }
        running.current.set(key, run)
        return {
          controller: run.controller,
          know: (uploadId: string) => {
            run.uploadId = uploadId
            if (file !== undefined) onTheWay.set(uploadId, { file, controller: run.controller })
          },
          over: () => {
            running.current.delete(key)
            if (run.uploadId !== undefined && onTheWay.get(run.uploadId)?.controller === run.controller) onTheWay.delete(run.uploadId)
          },
        }
      },
    }),
    [],
  )
}
