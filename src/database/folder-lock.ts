import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Keeps a data folder for one process. The lock is the kernel's, taken through SQLite's lock on an empty file: it vanishes with its holder
 * however that dies, no reused process id can fool it, and it also holds between containers that share the folder.
 */
export function lockFolder(folder: string): Disposable {
  // A holder that was killed this moment may take the kernel a little while to bury.
  const lock = new DatabaseSync(join(folder, 'hearth.lock'), { timeout: 1000 })
  const pidFile = join(folder, 'hearth.pid')
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new Error(
      `Another Hearth (process ${readPid(pidFile)}) is using ${folder}. Stop it first, or give this one a folder of its own with HEARTH_DATA.`,
      { cause },
    )
  }
  writeFileSync(pidFile, `${process.pid}\n`)
  return { [Symbol.dispose]: () => lock.close() }
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
