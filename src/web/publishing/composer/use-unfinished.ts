import { useEffect, useEffectEvent, useMemo } from 'react'

import type { Stopped } from './draft.ts'
import { unfinishedUploads } from './unfinished-uploads.ts'
import type { Composer } from './use-composer.ts'
import { allParts } from './variants.ts'

/** Brings back what was on its way when the page was closed, and asks of each what became of it; then remembers what is on its way now. */
export function useUnfinished(
  { brand, change, desk: { draft }, original, post }: Composer,
  lookAfter: (key: string, stopped: Stopped) => Promise<void>,
): void {
  const shelf = useMemo(() => unfinishedUploads(localStorage, brand.id), [brand.id])
  const name = post?.id ?? 'new'
  const ask = useEffectEvent((key: string, stopped: Stopped) => {
    // Without an answer it stays as it was remembered, and can be gone on with.
    lookAfter(key, stopped).catch(() => undefined)
  })
  useEffect(() => {
    change((now) => {
      const restored = shelf.restore(original?.id ?? 'new', now.draft)
      return restored === now.draft ? now : { ...now, draft: restored }
    })
  }, [change, original, shelf])
  const stopped = allParts(draft).flatMap(({ media }) => media.filter((each) => each.stopped !== undefined))
  const keys = stopped.map(({ key }) => key).join(' ')
  useEffect(() => {
    for (const each of stopped) if (each.stopped !== undefined) ask(each.key, each.stopped)
    // oxlint-disable-next-line react/exhaustive-deps -- asked once for each that came back
  }, [keys])
  useEffect(() => {
    shelf.keep(name, draft)
    if (original === undefined && name !== 'new') shelf.drop('new')
  }, [shelf, name, draft, original])
}
