import { drawCaptions } from './draw-sheet.ts'
import type { Done } from './limited-work.ts'

/** Captions of a film of hours are far smaller. */
const maxBytes = 2 * 1024 * 1024
const line = /^(?:(\d{1,3}):)?(\d\d):(\d\d)[,.](\d{3}) +--> +(?:(\d{1,3}):)?(\d\d):(\d\d)[,.](\d{3})(?:\s|$)/

/** SubRip (SRT) or WebVTT: at least one caption, each ending after it begins and none beginning before the one above it. */
export async function readCaptions(file: Uint8Array): Promise<Done> {
  const text = file.length > maxBytes ? undefined : textOf(file)
  if (text === undefined) return { trouble: 'NOT_CAPTIONS' }
  const mimeType = text.startsWith('WEBVTT') ? 'text/vtt' : 'application/x-subrip'
  let [before, last] = [0, 0]
  for (const timing of text.split('\n').filter((written) => written.includes('-->'))) {
    const parts = line
      .exec(timing)
      ?.slice(1)
      .map((part) => Number(part ?? 0))
    if (!parts) return { trouble: 'NOT_CAPTIONS' }
    const [from, to] = [secondsOf(parts.slice(0, 4)), secondsOf(parts.slice(4))]
    if (to <= from || from < before) return { trouble: 'NOT_CAPTIONS' }
    before = from
    last = Math.max(last, to)
  }
  if (last === 0) return { trouble: 'NOT_CAPTIONS' }
  return { captions: { bytes: new TextEncoder().encode(text), mimeType, thumb: await drawCaptions() } }
}

/** Text as UTF-8 with plain line ends; editors on Windows also write UTF-16. */
function textOf(file: Uint8Array): string | undefined {
  const [first, second] = file
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(file).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
    return text.includes('\0') ? undefined : text.trimStart()
  } catch {
    return undefined
  }
}

function secondsOf([hours = 0, minutes = 0, seconds = 0, thousandths = 0]: readonly number[]): number {
  return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
}
