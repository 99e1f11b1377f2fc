import { sql } from 'kysely'

import { namesFrom, type NameFinders } from '#modules/teams'

const folder = { kind: 'folder', find: namesFrom(sql`media.folder`) } as const

/** What entries of the audit log name by an id of this module. */
export const mediaNames: NameFinders = { folderId: folder, parentId: folder }
