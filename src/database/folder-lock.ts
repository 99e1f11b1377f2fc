import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { lockFile } from '#kit/file-lock'

/** Keeps a data folder for one process. */
export function lockFolder(folder: string): Disposable {
  const pidFile = join(folder, 'hearth.pid')
  // A holder that was killed this moment may take the kernel a little while to bury.
  const lock = lockFile(join(folder, 'hearth.lock'), { waitMs: 1000 })
  if (!lock)
    throw new Error(
      `Another Hearth (process ${readPid(pidFile)}) is using ${folder}. Stop it first, or give this one a folder of its own with HEARTH_DATA.`,
    )
  writeFileSync(pidFile, `${process.pid}\n`)
  return lock
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
