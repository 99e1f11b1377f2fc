import type { BlobStore } from '#kit/storage'

export type Size = 'original' | 'thumb'

interface Image {
  readonly workspaceId: string
  readonly mediaId: string
}

/** Where the storage keeps an image. */
export function keyOf({ workspaceId, mediaId }: Image, size: Size): string {
  return `${workspaceId}/${mediaId}/${size}`
}

/** Both sizes go; also where nothing or only one was kept. */
export async function deleteFiles(storage: BlobStore, image: Image): Promise<void> {
  await storage.delete(keyOf(image, 'thumb'))
  await storage.delete(keyOf(image, 'original'))
}
