import { randomUUID } from 'node:crypto'

/**
 * A form with files, written by hand: `FormData` would write every line break of a text as two characters, and what is marked in a caption
 * would be marked some characters too early.
 */
export function multipart(
  texts: Readonly<Record<string, string>>,
  files: ReadonlyMap<string, File>,
): { readonly headers: { readonly 'content-type': string }; readonly body: Blob } {
  const boundary = `hearth-${randomUUID()}`
  const head = (name: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`
  const pieces: BlobPart[] = Object.entries(texts).map(([name, value]) => `${head(name)}\r\n\r\n${value}\r\n`)
  for (const [name, file] of files) {
    pieces.push(`${head(name)}; filename="${quoted(file.name)}"\r\ncontent-type: ${file.type}\r\n\r\n`, file, '\r\n')
  }
  pieces.push(`--${boundary}--\r\n`)
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: new Blob(pieces) }
}

/** As browsers write the name of a file. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
