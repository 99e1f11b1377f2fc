import { randomUUID } from 'node:crypto'

import type { LibraryFile } from '../network.ts'

const pieceBytes = 4 * 1024 * 1024

/** A form (RFC 7578) of these fields and the file after them, of known length and read piece by piece. */
export function formAround(
  file: LibraryFile,
  fields: Readonly<Record<string, string>>,
): { readonly headers: Record<string, string>; readonly body: ReadableStream<Uint8Array> } {
  const boundary = `hearth-${randomUUID()}`
  const before = new TextEncoder().encode(
    [
      ...Object.entries(fields).map(([name, value]) => `--${boundary}\r\n${disposition(name)}\r\n\r\n${value}\r\n`),
      `--${boundary}\r\n${disposition('file')}; filename="film.${file.mimeType === 'video/quicktime' ? 'mov' : 'mp4'}"\r\n`,
      `Content-Type: ${file.mimeType}\r\n\r\n`,
    ].join(''),
  )
  const after = new TextEncoder().encode(`\r\n--${boundary}--\r\n`)
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(before.length + file.bytes + after.length),
    },
    body: streamOf(pieces(file, before, after)),
  }
}

/** Nothing the network gives as a name may end the line. */
function disposition(name: string): string {
  return `Content-Disposition: form-data; name="${name.replace(/["\r\n]/g, '')}"`
}

/** Read as fast as it can be sent. */
function streamOf(all: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await all.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await all.return(undefined)
    },
  })
}

async function* pieces(file: LibraryFile, before: Uint8Array, after: Uint8Array): AsyncGenerator<Uint8Array> {
  yield before
  for (let from = 0; from < file.bytes; from += pieceBytes) yield await file.read(from, Math.min(from + pieceBytes, file.bytes))
  yield after
}
