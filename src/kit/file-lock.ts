import { DatabaseSync } from 'node:sqlite'

/**
 * Holds a file for one process, or answers undefined where another holds it for so long. The lock is the kernel's, taken through SQLite's lock on an
 * empty file: it vanishes with its holder however that dies, no reused process id can fool it, and it also holds between containers that share the folder.
 */
export function lockFile(path: string, { waitMs }: { waitMs: number }): Disposable | undefined {
  const lock = new DatabaseSync(path, { timeout: waitMs })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return { [Symbol.dispose]: () => lock.close() }
}

/** SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
