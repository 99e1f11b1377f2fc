import { open } from 'node:fs/promises'

/** Makes a new or renamed file's name survive a power cut. Windows keeps names by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
