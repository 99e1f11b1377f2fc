import { useQuery } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'

import type { Upload } from '#contract/media'

import { api } from '../api.ts'
import { useBrand, useMay } from '../frame/who.ts'
import { sendFiles, sendings, type Sending } from './sending.ts'

export interface Uploads {
  /** What this tab sends. */
  readonly sending: readonly Sending[]
  /** What the server knows besides: broken off, being looked through, over. */
  readonly others: readonly Upload[]
  readonly send: (files: readonly File[]) => void
  /** Goes on with one that broke off. */
  readonly resume: (file: File, uploadId: string) => void
}

const subscribe = (changed: () => void) => sendings.subscribe(changed)
const list = () => sendings.list()

/** Uploads to the brand, of this tab and of others. */
export function useUploads(folderId: string | undefined): Uploads {
  const brand = useBrand()
  const may = useMay()('media.write')
  const sending = useSyncExternalStore(subscribe, list)
  const known = useQuery({ ...api.media.uploads.queryOptions({ input: { brandId: brand.id } }), enabled: may })
  const here = new Set(sending.map(({ uploadId }) => uploadId))
  const send = useCallback((files: readonly File[]) => sendFiles(files, { brandId: brand.id, folderId }), [brand.id, folderId])
  const resume = useCallback(
    (file: File, uploadId: string) => sendFiles([file], { brandId: brand.id, folderId: undefined, uploadId }),
    [brand.id],
  )
  return { sending, others: (known.data ?? []).filter(({ id }) => !here.has(id)), send, resume }
}
