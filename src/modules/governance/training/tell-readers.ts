import type { Tx } from '#kit/database'
import { type Call, change } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import { lockDocument } from './lock-document.ts'
import { type Duty, dutiesOf } from './unconfirmed.ts'

interface Telling {
  readonly workspaceId: string
  readonly documentId: string
  /** `new`: there is something to read, `asked`: somebody reminds them. */
  readonly what: 'new' | 'asked'
}

type Needs = Pick<GovernanceNeeds, 'notify'>

/** Tells everyone who must read a document and has not confirmed it. */
export async function tellReaders(tx: Tx, needs: Needs, { what, ...which }: Telling): Promise<number> {
  const now = Temporal.Now.instant()
  const open = (await dutiesOf(tx, { ...which, now })).filter(({ state }) => state !== 'confirmed')
  // Whoever is reminded by hand is so at most once a day.
  const day = now.toString().slice(0, 10)
  for (const duty of open) await tell(tx, needs, { duty, what, key: what === 'new' ? 'new' : `asked/${day}` })
  return open.length
}

/** A notice about what somebody must read. The same key for a version never reaches them twice. */
export function tell(
  tx: Tx,
  { notify }: Needs,
  { duty: { document, member, due }, what, key }: { duty: Duty; what: 'new' | 'asked' | 'soon' | 'overdue'; key: string },
): Promise<void> {
  return notify(tx, {
    workspaceId: document.workspace_id,
    key: `training/${document.id}/${document.required_version}/${key}`,
    kind: 'training',
    params: { name: document.title, what, ...(due ? { due: due.toString() } : {}) },
    href: `/settings/training/${document.id}`,
    about: 'anywhere',
    members: [member.id],
  })
}

export function remindReaders(
  needs: Needs & Pick<GovernanceNeeds, 'db'>,
  call: Call,
  { documentId }: { documentId: string },
): Promise<{ reminded: number }> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    const { title } = await lockDocument(tx, { workspaceId, documentId })
    const reminded = await tellReaders(tx, needs, { workspaceId, documentId, what: 'asked' })
    return { value: { reminded }, subject: { kind: 'document', id: documentId }, detail: { name: title, reminded }, topics: [] }
  })
}
