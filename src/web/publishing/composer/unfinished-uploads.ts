import { newKey } from '../new-key.ts'
import type { Draft, DraftMedia, Stopped } from './draft.ts'
import { changeParts, partsOn } from './variants.ts'

/** An upload that has not arrived, and where in the post it belongs. */
interface Unfinished {
  readonly part: number
  /** Of a network's own text; of the common one if absent. */
  readonly network?: string | undefined
  readonly alt: string
  readonly stopped: Stopped
}

/** The device's memory of what was still on its way into a post; the post's id, or `new`, names it. */
export function unfinishedUploads(storage: Storage, brandId: string) {
  const shelf = (name: string) => `hearth.uploading.${brandId}.${name}`
  return {
    keep(name: string, draft: Draft): void {
      const unfinished = unfinishedIn(draft)
      try {
        if (unfinished.length === 0) storage.removeItem(shelf(name))
        else storage.setItem(shelf(name), JSON.stringify(unfinished))
      } catch {
        // A full device forgets it; the library still offers to go on.
      }
    },
    drop(name: string): void {
      storage.removeItem(shelf(name))
    },
    /** Puts what is remembered back into its place. */
    restore(name: string, draft: Draft): Draft {
      const kept: unknown = JSON.parse(storage.getItem(shelf(name)) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isUnfinished).reduce(withStopped, draft) : draft
    },
  }
}

function unfinishedIn(draft: Draft): readonly Unfinished[] {
  const own = Object.entries(draft.variants).flatMap(([network, { parts = [] }]) => parts.map((part, index) => ({ network, part, index })))
  const everywhere = [...draft.parts.map((part, index) => ({ network: undefined, part, index })), ...own]
  return everywhere.flatMap(({ network, part, index }) =>
    part.media.flatMap((media) => {
      const stopped = stoppedOf(media)
      return stopped === undefined ? [] : [{ part: index, network, alt: media.alt, stopped }]
    }),
  )
}

/** What is left of it if the page is closed now. */
function stoppedOf({ upload, stopped }: DraftMedia): Stopped | undefined {
  if (upload?.uploadId === undefined) return stopped
  const { file, uploadId, progress } = upload
  return { uploadId, name: file.name, type: file.type, bytes: file.size, progress }
}

function withStopped(draft: Draft, { part, network, alt, stopped }: Unfinished): Draft {
  const place = network !== undefined && draft.variants[network]?.parts !== undefined ? network : undefined
  const parts = place === undefined ? draft.parts : partsOn(draft, place)
  const there = Math.min(part, parts.length - 1)
  const media: DraftMedia = { key: newKey(), alt, stopped }
  return changeParts(draft, place, (all) => all.map((each, index) => (index === there ? { ...each, media: [...each.media, media] } : each)))
}

/** Written by this page, so a look at the outline is enough. */
function isUnfinished(value: unknown): value is Unfinished {
  if (typeof value !== 'object' || value === null || !('part' in value) || !('alt' in value) || !('stopped' in value)) return false
  const { stopped } = value
  return typeof stopped === 'object' && stopped !== null && 'uploadId' in stopped && typeof stopped.uploadId === 'string'
}
