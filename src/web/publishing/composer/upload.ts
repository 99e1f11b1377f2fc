import { ORPCError } from '@orpc/client'

import type { MediaItem } from '#contract/media'

import { workspaceHeader } from '../../workspace.ts'

export interface UploadRequest {
  readonly brandId: string
  readonly file: File
  /** The same for every try of one file, so that a retry adds it once. */
  readonly key: string
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** Sends one image to the library. XMLHttpRequest, because fetch cannot tell how much of a body has left. */
export function upload({ brandId, file, key, onProgress, signal }: UploadRequest): Promise<MediaItem> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/media')
    const headers = { ...workspaceHeader(), 'idempotency-key': key }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    request.addEventListener('load', () => (request.status < 300 ? resolve(request.response) : reject(refusal(request))))
    request.addEventListener('error', () => reject(new TypeError('The upload was cut off.')))
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort())
    request.send(form({ brandId, file }))
  })
}

function form({ brandId, file }: { brandId: string; file: File }): FormData {
  const data = new FormData()
  data.append('brandId', brandId)
  data.append('file', file)
  return data
}

/** The server's refusal in the shape all other calls have, so that the same sentences explain it. */
function refusal({ status, response }: XMLHttpRequest): Error {
  const answer: unknown = response
  if (typeof answer !== 'object' || answer === null || !('code' in answer) || typeof answer.code !== 'string') {
    return new ORPCError('BAD_REQUEST', { status })
  }
  return new ORPCError(answer.code, { status, defined: 'defined' in answer && answer.defined === true })
}
