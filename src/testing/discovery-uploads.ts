/** What a method says of the files it takes. */
interface Taken {
  readonly accept: readonly string[]
  readonly maxSize?: number | undefined
  readonly protocols: { readonly simple: { readonly path: string } }
}

/**
 * A request that carries a file, by Google's protocols: `media` the file alone, `multipart` what is said of it and the file,
 * `resumable` what is said of a file that will come, `piece` some of that file, or the question how much has come.
 */
export interface MediaUpload {
  readonly kind: 'media' | 'multipart' | 'resumable' | 'piece'
}

export function uploadOf({ protocols }: Taken, request: Request): MediaUpload | undefined {
  const { pathname, searchParams } = new URL(request.url)
  if (pathname !== protocols.simple.path) return undefined
  if (request.method === 'PUT' && searchParams.has('upload_id')) return { kind: 'piece' }
  const kind = searchParams.get('uploadType')
  return kind === 'media' || kind === 'multipart' || kind === 'resumable' ? { kind } : undefined
}

/** What is wrong with the headers of an upload; undefined where nothing is. */
export function isAccepted({ kind }: MediaUpload, taken: Taken | undefined, headers: Headers): string | undefined {
  const { accept = [], maxSize = Infinity } = taken ?? {}
  const type = (headers.get('content-type') ?? '').split(';')[0] ?? ''
  const announced = headers.get('x-upload-content-type') ?? ''
  switch (kind) {
    case 'media':
      return isOf(type, accept) ? undefined : `content type ${type || '(none)'} is not accepted`
    case 'multipart':
      return type === 'multipart/related' ? undefined : `content type ${type || '(none)'} is no multipart/related`
    case 'resumable':
      if (!isOf(announced, accept)) return `x-upload-content-type ${announced || '(none)'} is not accepted`
      return Number(headers.get('x-upload-content-length') ?? Number.NaN) <= maxSize
        ? undefined
        : 'x-upload-content-length is missing or too large'
    case 'piece':
      return /^bytes (?:\d+-\d+|\*)\/\d+$/.test(headers.get('content-range') ?? '') ? undefined : 'content-range is missing or wrong'
  }
}

function isOf(type: string, accept: readonly string[]): boolean {
  return accept.some((each) => each === '*/*' || each === type || (each.endsWith('/*') && type.startsWith(each.slice(0, -1))))
}

/** The JSON of a request, wherever it stands in it; undefined where there is none. */
export async function jsonIn(request: Request, upload: MediaUpload | undefined): Promise<{ readonly value: unknown } | undefined> {
  const text = await request.text()
  const [, boundary = ''] = /\bboundary="?([^";]+)"?/i.exec(request.headers.get('content-type') ?? '') ?? []
  const written = upload?.kind === 'multipart' ? firstPart(text, boundary) : text
  try {
    return { value: JSON.parse(written) }
  } catch {
    return undefined
  }
}

function firstPart(text: string, boundary: string): string {
  const [, first = ''] = text.split(`--${boundary}\r\n`)
  return first.slice(first.indexOf('\r\n\r\n') + 4)
}
