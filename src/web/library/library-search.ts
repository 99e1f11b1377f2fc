import type { MediaKind } from '#contract/media'

/** What the library shows, kept in the address so that it can be shared and survives going back. */
export interface LibrarySearch {
  /** A folder, or `top` for what lies in none. */
  readonly folder?: string
  readonly kinds?: readonly MediaKind[]
  readonly tags?: readonly string[]
  readonly text?: string
  readonly expiring?: 'yes'
  /** The item whose panel is open. */
  readonly item?: string
}

export const mediaKinds: readonly MediaKind[] = ['image', 'video', 'document', 'captions']

/** Reads the address; what it does not understand it leaves out. */
export function readLibrarySearch(search: Readonly<Record<string, unknown>>): LibrarySearch {
  const kinds = readList(search['kinds']).flatMap((name) => mediaKinds.filter((kind) => kind === name))
  return withoutEmpty({
    folder: readText(search['folder']),
    kinds,
    tags: readList(search['tags']),
    text: readText(search['text']),
    expiring: search['expiring'] === 'yes' ? 'yes' : undefined,
    item: readText(search['item']),
  })
}

function withoutEmpty(found: { readonly [Name in keyof LibrarySearch]: LibrarySearch[Name] | undefined }): LibrarySearch {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value.length > 0))
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function readList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}
