export const maxUploadBytes = 30 * 1024 * 1024

/** By the first bytes, whatever the file is called; nothing else reaches the decoder. GIF and WebP frames are counted by the decoder. */
export function imageKind(bytes: Uint8Array): 'still' | 'animated' | 'heic' | 'other' {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1')
  if (head.startsWith('\u0089PNG\r\n\u001A\n')) return isAnimatedPng(bytes) ? 'animated' : 'still'
  if (head.startsWith('\u00FF\u00D8\u00FF') || /^GIF8[79]a/.test(head)) return 'still'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'still'
  return isHeic(head) ? 'heic' : 'other'
}

/** The brands of ISO 23008-12, which phones write; the first may be the general `mif1`, so those that follow are looked at too. */
function isHeic(head: string): boolean {
  if (head.slice(4, 8) !== 'ftyp') return false
  const brands = head.slice(8, Math.max(12, Math.min(head.charCodeAt(3), head.length))).match(/.{4}/gs) ?? []
  return brands.some((brand) => /^(?:hei[cxms]|hev[cxms])$/.test(brand))
}

/** An animated PNG says so before its first picture; to the decoder it looks like a still one. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const picture = file.indexOf('IDAT', 0, 'latin1')
  return file.subarray(0, picture < 0 ? 0 : picture).includes('acTL', 0, 'latin1')
}
