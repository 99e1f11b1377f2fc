import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the bytes of an upload lie until the file is in the library; what is known of it lies beside, with `.json` behind its name. */
export function arrivingPath(folder: string, uploadId: string): string {
  return join(folder, uploadId)
}

/** Also succeeds where there is nothing. */
export async function removeArrived(folder: string, uploadId: string): Promise<void> {
  await rm(arrivingPath(folder, uploadId), { force: true })
  await rm(`${arrivingPath(folder, uploadId)}.json`, { force: true })
}

/** How many bytes have come; undefined where the file is not on this machine. */
export async function arrivedBytes(folder: string, uploadId: string): Promise<number | undefined> {
  const found = await stat(arrivingPath(folder, uploadId)).catch(() => undefined)
  return found?.size
}

/** Names and ages of everything that lies here. */
export async function arrivingFiles(folder: string): Promise<{ name: string; touched: Temporal.Instant }[]> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => ({ name, mtimeMs: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs })),
  )
  return found.flatMap(({ name, mtimeMs }) =>
    mtimeMs === undefined ? [] : [{ name, touched: Temporal.Instant.fromEpochMilliseconds(Math.floor(mtimeMs)) }],
  )
}

/** Left free for the database and everything else, in bytes. */
const reserve = 512 * 1024 * 1024

/** Whether so many more bytes have room on the disk. */
export async function hasRoom(folder: string, bytes: number): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize - bytes > reserve
}
