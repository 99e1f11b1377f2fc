const kind = 'application/x-hearth-media'

/** A picture, video or document of the post on its way to another place in it. Its key can be read only when it is dropped; before, only that it is one. */
export const draggedMedia = {
  write(transfer: DataTransfer, key: string): void {
    transfer.setData(kind, key)
    transfer.effectAllowed = 'move'
  },
  isIn: (transfer: DataTransfer): boolean => transfer.types.includes(kind),
  read: (transfer: DataTransfer): string | undefined => transfer.getData(kind) || undefined,
}
