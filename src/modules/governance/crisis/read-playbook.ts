import { sql } from 'kysely'

import type { Language } from '#kit/contract'
import type { Db, Tx } from '#kit/database'

import type { CrisisPlaybook } from '../crisis-contract.ts'
import { startingPlaybook } from './starting-playbook.ts'

interface Which {
  readonly workspaceId: string
  readonly brandId?: string | undefined
  /** Of whoever asks, for the one to begin with. */
  readonly language: Language
}

/** The playbook of exactly this brand, or of all; the one to begin with where nobody has kept any. */
export async function readPlaybook(db: Db | Tx, { workspaceId, brandId, language }: Which): Promise<CrisisPlaybook> {
  const row = await kept(db, { workspaceId, brandId: brandId ?? null })
  const of = brandId === undefined ? {} : { brandId }
  if (row) return { ...of, revision: row.revision, content: row.content }
  const common = brandId === undefined ? undefined : await kept(db, { workspaceId, brandId: null })
  return { ...of, revision: 0, content: common?.content ?? startingPlaybook(language) }
}

function kept(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string | null }) {
  return db
    .selectFrom('governance.crisis_playbook')
    .select(['revision', 'content'])
    .where('workspace_id', '=', workspaceId)
    .where(sql<boolean>`brand_id is not distinct from ${brandId}`)
    .executeTakeFirst()
}
