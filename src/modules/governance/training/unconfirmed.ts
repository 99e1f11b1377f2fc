import type { Db, Tx } from '#kit/database'

import type { Reader } from '../training-contract.ts'
import { concerns, type DocumentRow, dueOf, everyMember, type Member, rolesOfMember } from './concerns.ts'

/** A document that somebody must read, and how far they are with it. */
export interface Duty {
  readonly document: DocumentRow
  readonly member: Member
  readonly state: Reader['documents'][number]['state']
  readonly version?: number
  readonly at?: Date
  readonly due: Temporal.Instant | undefined
}

/** What everybody must read, member by member, by title. */
export async function dutiesOf(
  db: Db | Tx,
  { workspaceId, documentId, now }: { workspaceId: string; documentId?: string; now: Temporal.Instant },
): Promise<readonly Duty[]> {
  const documents = await db
    .selectFrom('governance.document')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .$if(documentId !== undefined, (query) => query.where('id', '=', documentId ?? ''))
    .orderBy('title')
    .execute()
  if (documents.length === 0) return []
  const readings = await db
    .selectFrom('governance.reading')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('version', 'desc')
    .execute()
  const byReader = Map.groupBy(readings, ({ member_id, document_id }) => `${member_id} ${document_id}`)
  return (await everyMember(db, workspaceId)).flatMap((member) =>
    documents
      .filter((document) => concerns(document, rolesOfMember(member)))
      .map((document) => {
        const own = (byReader.get(`${member.id} ${document.id}`) ?? []).filter(({ version }) => version >= document.required_version)
        const confirmed = own.find(({ confirmed_at }) => confirmed_at !== null)
        const due = dueOf(document, member)
        if (confirmed?.confirmed_at)
          return { document, member, due, state: 'confirmed' as const, version: confirmed.version, at: confirmed.confirmed_at }
        const isOver = due !== undefined && Temporal.Instant.compare(due, now) < 0
        const [opened] = own
        const state = isOver ? ('overdue' as const) : opened ? ('read' as const) : ('unread' as const)
        return { document, member, due, state, ...(opened ? { version: opened.version, at: opened.read_at } : {}) }
      }),
  )
}

/** Who has read and confirmed what, for those who look after it. */
export async function listReaders(db: Db, of: { workspaceId: string; now: Temporal.Instant }): Promise<Reader[]> {
  const duties = Map.groupBy(await dutiesOf(db, of), ({ member }) => member.id)
  return [...duties.values()].flatMap((own) => {
    const member = own[0]?.member
    if (!member) return []
    const documents = own.map(({ document, state, version, at }) => ({
      documentId: document.id,
      state,
      ...(version === undefined ? {} : { version }),
      ...(at ? { at: at.toISOString() } : {}),
    }))
    return [{ memberId: member.id, name: member.name, roles: [...rolesOfMember(member)], documents }]
  })
}
