import { commonRefusals } from '#kit/contract'
import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Acting, brandsOf, type Call, change, holdsSecondFactor, mayDo } from '#modules/teams'

import type { GovernanceNeeds } from '../needs.ts'
import type { Checklist } from '../training-contract.ts'
import { everyMember, isOfTeam, rolesOf } from './concerns.ts'
import { dutiesOf } from './unconfirmed.ts'

type Needs = Pick<GovernanceNeeds, 'db' | 'facts'>
type Item = Checklist['items'][number]

/** What is known of an item by itself; undefined where only people know. */
interface Wanted {
  readonly id: string
  readonly fact?: boolean | undefined
  readonly network?: string
}

/** One’s own list as a member, and for those who look after brands the list of each. */
export async function listChecklists({ facts }: Needs, db: Db | Tx, acting: Acting): Promise<Checklist[]> {
  const { workspaceId, memberId } = acting
  if (!isOfTeam(rolesOf(acting))) return []
  const marks = await db
    .selectFrom('governance.checklist_mark')
    .select(['subject_id', 'item'])
    .where('workspace_id', '=', workspaceId)
    .execute()
  const known = new Set(marks.map(({ subject_id, item }) => `${subject_id} ${item}`))
  const listOf = (list: Checklist['list'], { id, name }: { id: string; name: string }, wanted: readonly Wanted[]): Checklist => ({
    list,
    subjectId: id,
    name,
    dismissed: known.has(`${id} `),
    items: wanted.map((each) => toItem(each, known.has(`${id} ${each.id}`))),
  })
  const own = listOf('member', { id: memberId, name: acting.name }, await forMember(db, acting))
  if (!mayDo(acting.standing.everywhere, 'training.manage')) return [own]
  const brands = await brandsOf(db, workspaceId)
  const team = (await everyMember(db, workspaceId)).length > 1
  const lists = await Promise.all(
    brands.map(async (brand) => listOf('brand', brand, await forBrand({ facts }, db, { workspaceId, brandId: brand.id, team }))),
  )
  return [own, ...lists]
}

function toItem({ id, fact, network }: Wanted, ticked: boolean): Item {
  return {
    id,
    by: fact === undefined ? 'hand' : 'fact',
    done: fact ?? ticked,
    ...(network === undefined ? {} : { network }),
  }
}

async function forMember(db: Db | Tx, { workspaceId, memberId }: Acting): Promise<readonly Wanted[]> {
  const duties = (await dutiesOf(db, { workspaceId, now: Temporal.Now.instant() })).filter(({ member }) => member.id === memberId)
  return [
    { id: 'training', fact: duties.every(({ state }) => state === 'confirmed') },
    { id: 'two-factors', fact: await holdsSecondFactor(db, { workspaceId, memberId }) },
    { id: 'profile' },
    { id: 'notices' },
    { id: 'look-around' },
    { id: 'crisis' },
  ]
}

async function forBrand(
  { facts }: Pick<Needs, 'facts'>,
  db: Db | Tx,
  { workspaceId, brandId, team }: { workspaceId: string; brandId: string; team: boolean },
): Promise<readonly Wanted[]> {
  const of = { workspaceId, brandId }
  const connected = new Set(await facts.connected(db, of))
  return [
    // A connected account is a claimed handle; of the others only people know.
    ...facts.networks.map((network) => ({ id: `handle:${network}`, network, fact: connected.has(network) ? true : undefined })),
    { id: 'accounts', fact: connected.size > 0 },
    { id: 'team', fact: team },
    { id: 'rules', fact: await hasRules(db, of) },
    { id: 'documents', fact: await hasDocuments(db, of) },
    { id: 'workflow', fact: await facts.workflow?.(db, of) },
    { id: 'crisis-contacts', fact: await hasCrisisContacts(db, of) },
    { id: 'first-post', fact: await facts.hasPublished(db, of) },
  ]
}

async function hasRules(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<boolean> {
  const row = await db
    .selectFrom('governance.brand_rule')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('is_on', '=', true)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** In the brand’s own playbook for a crisis, or else in that of all brands. */
async function hasCrisisContacts(db: Db | Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<boolean> {
  const rows = await db
    .selectFrom('governance.crisis_playbook')
    .select(['brand_id', 'content'])
    .where('workspace_id', '=', workspaceId)
    .where((is) => is.or([is('brand_id', '=', brandId), is('brand_id', 'is', null)]))
    .execute()
  const own = rows.find(({ brand_id }) => brand_id !== null) ?? rows[0]
  return (own?.content.contacts.length ?? 0) > 0
}

async function hasDocuments(db: Db | Tx, { workspaceId }: { workspaceId: string }): Promise<boolean> {
  const row = await db
    .selectFrom('governance.document')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('archived_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

interface OfList {
  readonly list: Checklist['list']
  readonly subjectId: string
}

/** Ticks what only people know. */
export function tickItem(
  needs: Needs,
  call: Call,
  { list, subjectId, item, done }: OfList & { item: string; done: boolean },
): Promise<Checklist[]> {
  return changeList(needs, call, { list, subjectId, mark: item, set: done }, (found) =>
    found.items.some(({ id, by }) => id === item && by === 'hand'),
  )
}

/** Puts a list away that is not wanted, or brings it back. */
export function dismissChecklist(
  needs: Needs,
  call: Call,
  { list, subjectId, dismissed }: OfList & { dismissed: boolean },
): Promise<Checklist[]> {
  return changeList(needs, call, { list, subjectId, mark: '', set: dismissed }, () => true)
}

function changeList(
  needs: Needs,
  call: Call,
  { list, subjectId, mark, set }: OfList & { mark: string; set: boolean },
  mayChange: (found: Checklist) => boolean,
): Promise<Checklist[]> {
  const { acting } = call
  const { workspaceId, memberId } = acting
  return change(needs.db, call, async (tx) => {
    // Lists of others are not in sight.
    const found = (await listChecklists(needs, tx, acting)).find((each) => each.list === list && each.subjectId === subjectId)
    if (!found || !mayChange(found)) throw refuse(commonRefusals, 'NOT_FOUND')
    const key = { workspace_id: workspaceId, subject_id: subjectId, item: mark }
    const marked = await tx
      .selectFrom('governance.checklist_mark')
      .select('item')
      .where('workspace_id', '=', workspaceId)
      .where('subject_id', '=', subjectId)
      .where('item', '=', mark)
      .executeTakeFirst()
    const isMarked = marked !== undefined
    if (set) {
      await tx
        .insertInto('governance.checklist_mark')
        .values({ ...key, member_id: memberId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    } else {
      await tx
        .deleteFrom('governance.checklist_mark')
        .where('workspace_id', '=', workspaceId)
        .where('subject_id', '=', subjectId)
        .where('item', '=', mark)
        .execute()
    }
    return {
      value: await listChecklists(needs, tx, acting),
      subject: { kind: 'checklist', id: subjectId },
      detail: { list, name: found.name, item: mark },
      before: { done: isMarked },
      after: { done: set },
      topics: ['checklists'],
    }
  })
}
