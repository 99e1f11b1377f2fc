import type { ContentInput } from '#contract/publishing'

import type { Belonging } from '../../strategy/belonging-choice.tsx'
import type { Occurrence } from '../time/wall-clock.ts'
import type { Draft, DraftVariant } from './draft.ts'
import type { Creating, CreatingMemory, Written } from './server-draft.ts'
import { changeEverywhere } from './variants.ts'

/** What is being written, kept on this device at every keystroke until the server has it. */
export interface LocalCopy {
  readonly draft: Draft
  readonly accountIds: readonly string[]
  readonly choice: TimeChoice
  readonly belonging?: Belonging | undefined
  /** Absent until the draft exists on the server. */
  readonly post?: { readonly id: string; readonly revision: number }
  readonly keptAt: string
}

export type TimeChoice =
  | { readonly kind: 'now' }
  | { readonly kind: 'at'; readonly local: string; readonly occurrence?: Occurrence | undefined }

export type Keeping = 'kept' | 'no-room'

/** The device's shelf of unsaved posts of one brand; the post's id, or `new`, names the copy. */
export function localCopies(storage: Storage, brandId: string) {
  const shelf = (name: string) => `hearth.unsaved.${brandId}.${name}`
  return {
    keep(name: string, copy: LocalCopy): Keeping {
      try {
        storage.setItem(shelf(name), JSON.stringify({ ...copy, draft: withoutUploads(copy.draft) }))
        return 'kept'
      } catch {
        return 'no-room'
      }
    },
    find(name: string): LocalCopy | undefined {
      const text = storage.getItem(shelf(name))
      if (text === null) return undefined
      try {
        return readCopy(JSON.parse(text))
      } catch {
        return undefined
      }
    },
    drop(name: string): void {
      storage.removeItem(shelf(name))
    },
    /** The request that creates the draft, until its answer is known. */
    creating: creatingMemory(storage, `hearth.creating.${brandId}`),
  }
}

function creatingMemory(storage: Storage, shelf: string): CreatingMemory {
  let inHand: Creating | undefined
  return {
    read() {
      if (inHand !== undefined) return inHand
      const kept: unknown = JSON.parse(storage.getItem(shelf) ?? 'null')
      return isCreating(kept) ? withVariants(kept) : undefined
    },
    write(creating) {
      inHand = creating
      storage.removeItem(shelf)
      try {
        if (creating !== undefined) storage.setItem(shelf, JSON.stringify(creating))
      } catch {
        // A full device remembers it no longer than this page lives.
      }
    },
  }
}

/** A request of a version before there were variants may still wait for its answer. */
type KeptCreating = Omit<Creating, 'written'> & { readonly written: Omit<Written, 'content'> & { readonly content: KeptContent } }
type KeptContent = Omit<ContentInput, 'variants'> & Partial<Pick<ContentInput, 'variants'>>

function withVariants({ key, written }: KeptCreating): Creating {
  return { key, written: { ...written, content: { ...written.content, variants: written.content.variants ?? {} } } }
}

function isCreating(value: unknown): value is KeptCreating {
  return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string' && 'written' in value
}

/** A file in the middle of an upload cannot be kept; everything else can. */
function withoutUploads(draft: Draft): Draft {
  return changeEverywhere(draft, (parts) =>
    parts.map((part) => ({ ...part, media: part.media.filter((image) => image.mediaId !== undefined) })),
  )
}

/** Written by this page, so a look at the outline is enough. A copy of a version before there were variants has none. */
function readCopy(value: unknown): LocalCopy | undefined {
  if (!isCopy(value)) return undefined
  const variants = 'variants' in value.draft && areVariants(value.draft.variants) ? value.draft.variants : {}
  return { ...value, draft: { ...value.draft, variants } }
}

type OldCopy = Omit<LocalCopy, 'draft'> & { readonly draft: Omit<Draft, 'variants'> }

function isCopy(value: unknown): value is OldCopy {
  if (typeof value !== 'object' || value === null || !('draft' in value) || !('accountIds' in value) || !('choice' in value)) return false
  const { draft } = value
  if (typeof draft !== 'object' || draft === null || !('parts' in draft) || !('languages' in draft)) return false
  return Array.isArray(draft.languages) && areParts(draft.parts)
}

function areVariants(value: unknown): value is Readonly<Record<string, DraftVariant>> {
  return typeof value === 'object' && value !== null && Object.values(value).every(isVariant)
}

function isVariant(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('settings' in value) || typeof value.settings !== 'object') return false
  return !('parts' in value) || areParts(value.parts)
}

function areParts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isPart)
}

function isPart(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('media' in value) || !('declined' in value)) return false
  return typeof value.text === 'string' && Array.isArray(value.media) && Array.isArray(value.declined)
}
