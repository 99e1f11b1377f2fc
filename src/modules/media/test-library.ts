import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Clock, systemClock } from '#kit/clock'
import { folderStorage } from '#kit/folder-storage'
import { openLog } from '#kit/log'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { addBytes } from './add-file.ts'
import type { MediaItem } from './contract.ts'
import type { MediaNeeds } from './needs.ts'

/** A library on a database and a folder of its own. */
export interface TestLibrary extends AsyncDisposable {
  readonly database: TestDatabase
  readonly needs: MediaNeeds
  readonly team: TestWorkspace
  readonly folder: string
  /** Adds a file as a publisher of the team. */
  add(bytes: Uint8Array, fileName?: string, folderId?: string): Promise<MediaItem>
}

export async function testLibrary({ clock = systemClock }: { clock?: Clock } = {}): Promise<TestLibrary> {
  const database = await testDatabase()
  const team = await testWorkspace(database.db)
  const folder = await mkdtemp(join(tmpdir(), 'hearth-library-'))
  const needs: MediaNeeds = {
    db: database.db,
    clock,
    storage: folderStorage(join(folder, 'media')),
    log: openLog({ level: 'silent' }),
    uploadsFolder: join(folder, 'uploads'),
    workFolder: join(folder, 'work'),
    jobs: { send: async () => undefined },
    secretKey: new Uint8Array(32),
    publicUrl: 'https://hearth.example',
    isUsed: async () => false,
    uses: async () => [],
  }
  return {
    database,
    needs,
    team,
    folder,
    add: (bytes, fileName = 'tea.jpg', folderId) =>
      addBytes(needs, team.publisher.call('media.upload'), { brandId: team.brandId, fileName, folderId, bytes }),
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
