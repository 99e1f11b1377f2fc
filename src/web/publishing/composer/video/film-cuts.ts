import type { DraftMedia, Trim } from '../draft.ts'

/** The shortest piece of a film that can be cut out, in seconds. */
export const shortest = 0.5

/** To a tenth of a second: nobody cuts by hand more exactly. */
export function tenth(seconds: number): number {
  return Math.round(seconds * 10) / 10
}

/** What of a film of this length is published. */
export function keptOf({ trim }: Pick<DraftMedia, 'trim'>, length: number): Trim {
  return trim ?? { from: 0, to: length }
}

/** A cut inside the film whose end moved is never shorter than the shortest; the other end stays. */
export function moveEnd(kept: Trim, end: keyof Trim, to: { readonly at: number; readonly length: number }): Trim {
  const at = tenth(Math.min(Math.max(to.at, 0), to.length))
  if (end === 'from') return { ...kept, from: tenth(Math.max(0, Math.min(at, kept.to - shortest))) }
  // A film's length is not a whole number of tenths: its very end is its end.
  const last = at + 0.05 >= to.length ? to.length : at
  return { ...kept, to: Math.min(to.length, Math.max(last, kept.from + shortest)) }
}

/** Cuts the film; all of it is no cut. The moment that was chosen as the cover stays the same picture where it still can be seen. */
export function withTrim(kept: Trim, length: number): (media: DraftMedia) => DraftMedia {
  return (before) => {
    const { trim: _, cover: __, ...media } = before
    const whole = kept.from <= 0 && kept.to >= length
    const cover = before.cover && 'at' in before.cover ? movedCover(before.cover.at + keptOf(before, length).from, kept) : before.cover
    return { ...media, ...(whole ? {} : { trim: kept }), ...(cover === undefined ? {} : { cover }) }
  }
}

function movedCover(moment: number, { from, to }: Trim): { readonly at: number } {
  return { at: tenth(Math.min(Math.max(moment, from), to) - from) }
}

/** Absent: the network chooses. */
export function withCover(cover: DraftMedia['cover']): (media: DraftMedia) => DraftMedia {
  return (before) => {
    const { cover: _, ...media } = before
    return cover === undefined ? media : { ...media, cover }
  }
}

/** 75.4 as 1:15.4. */
export function inClock(seconds: number): string {
  const tenths = Math.round(seconds * 10)
  const [hours, minutes, rest] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60, tenths % 600]
  const shown = `${String(Math.floor(rest / 10)).padStart(2, '0')}.${rest % 10}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${shown}` : `${minutes}:${shown}`
}

/** Reads `1:15.4`, `75.4` and `0:01:15`; undefined for what is no time. */
export function fromClock(text: string): number | undefined {
  const pieces = text
    .trim()
    .split(':')
    .map((piece) => piece.trim().replace(',', '.'))
  if (pieces.length > 3 || !pieces.every((piece) => /^\d+(?:\.\d*)?$|^\.\d+$/.test(piece))) return undefined
  return pieces.reduce((sum, piece) => sum * 60 + Number(piece), 0)
}
