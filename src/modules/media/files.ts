import type { BlobStore } from '#kit/storage'

/** `poster`: a still of a film, as JPEG. `still`: the first frame of a picture that moves. */
export type Size = 'original' | 'thumb' | 'poster' | 'still'

interface Item {
  readonly workspaceId: string
  readonly mediaId: string
}

/** Where the storage keeps a file of an item. */
export function keyOf({ workspaceId, mediaId }: Item, size: Size): string {
  return `${workspaceId}/${mediaId}/${size}`
}

/** What is kept of an item of this kind. */
export function sizesOf({ kind, animated }: { kind: string; animated: boolean }): Size[] {
  return ['original', 'thumb', ...(kind === 'video' ? ['poster' as const] : []), ...(animated ? ['still' as const] : [])]
}

/** All sizes go; also where nothing or only some were kept. */
export async function deleteFiles(storage: BlobStore, item: Item): Promise<void> {
  for (const size of ['still', 'poster', 'thumb', 'original'] as const) await storage.delete(keyOf(item, size))
}
