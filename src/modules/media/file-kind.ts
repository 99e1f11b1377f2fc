export type FileKind = 'image' | 'heic' | 'video' | 'pdf' | 'office' | 'captions' | 'svg' | 'playlist' | 'other'

/** How many of a file's first bytes tell its kind. */
export const headBytes = 4096

/** By the first bytes, whatever the file is called; nothing of another kind reaches a decoder. */
export function fileKind(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytes)).toString('latin1')
  if (isPicture(head)) return 'image'
  if (head.startsWith('%PDF-')) return 'pdf'
  if (head.startsWith('PK\u0003\u0004')) return 'office'
  if (head.startsWith('\u001AE\u00DF\u00A3')) return 'video'
  return kindOfBoxes(head) ?? kindOfText(bytes.subarray(0, headBytes)) ?? 'other'
}

function isPicture(head: string): boolean {
  return (
    head.startsWith('\u0089PNG\r\n\u001A\n') ||
    head.startsWith('\u00FF\u00D8\u00FF') ||
    /^GIF8[79]a/.test(head) ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP')
  )
}

/** Files of boxes (ISO 14496-12) say by their brands what they hold; the first may be the general `mif1`, so those that follow are looked at too. Old MOV files have none. */
function kindOfBoxes(head: string): FileKind | undefined {
  const type = head.slice(4, 8)
  if (/^(?:moov|mdat|wide|skip|pnot)$/.test(type)) return 'video'
  if (type !== 'ftyp') return undefined
  const length = head.charCodeAt(2) * 256 + head.charCodeAt(3)
  const brands = head.slice(8, Math.max(12, Math.min(length, head.length))).match(/.{4}/gs) ?? []
  if (brands.some((brand) => /^(?:hei[cxms]|hev[cxms])$/.test(brand))) return 'heic'
  return brands.some((brand) => /^avi[fs]$/.test(brand)) ? 'image' : 'video'
}

function kindOfText(bytes: Uint8Array): FileKind | undefined {
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '')
  if (/^\s*(?:#EXTM3U|ffconcat|\[playlist\]|(?:<\?xml[^>]*>\s*)?<(?:MPD|smil|asx|playlist)\b)/i.test(text)) return 'playlist'
  if (/<svg[\s>]/i.test(text)) return 'svg'
  return /^\s*(?:WEBVTT(?:\s|$)|\d+[ \t]*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3} *-->)/.test(text) ? 'captions' : undefined
}
