import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'
import { brandsOf, membersWith } from '#modules/teams'

import type { PlaybookContent } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { crisisOf } from './crisis-of.ts'
import { fewest, hoursLookedAt, unusualHour } from './is-unusual.ts'

interface Watched {
  readonly workspaceId: string
  readonly brandId: string
  readonly brandName: string
  readonly content: PlaybookContent
}

/** Looks at the last hour of every brand whose playbook says so, and tells its people where it is far from usual. Only a person begins a crisis. */
export async function proposeCrises(needs: GovernanceNeeds): Promise<void> {
  for (const brand of await watchedBrands(needs)) await proposeFor(needs, brand)
}

/** The playbook of the brand, else that of all. */
async function watchedBrands({ db }: GovernanceNeeds): Promise<Watched[]> {
  const kept = await db
    .selectFrom('governance.crisis_playbook')
    .select(['workspace_id', 'brand_id', 'content'])
    .orderBy('workspace_id')
    .execute()
  const watched: Watched[] = []
  for (const [workspaceId, ofOne] of Map.groupBy(kept, ({ workspace_id }) => workspace_id)) {
    for (const { id: brandId, name: brandName } of await brandsOf(db, workspaceId)) {
      const { content } = ofOne.find(({ brand_id }) => brand_id === brandId) ?? ofOne.find(({ brand_id }) => brand_id === null) ?? {}
      if (content?.proposing.on === true) watched.push({ workspaceId, brandId, brandName, content })
    }
  }
  return watched
}

async function proposeFor(needs: GovernanceNeeds, { workspaceId, brandId, brandName, content }: Watched): Promise<void> {
  const { db, clock, outward, notify } = needs
  const now = clock.now()
  // Nearly always the last hour is quiet, and four weeks need not be read.
  const [lately] = await outward.heard(db, { workspaceId, brandId, until: now, hours: 1 })
  if ((lately?.messages ?? 0) < fewest) return
  const found = unusualHour(await outward.heard(db, { workspaceId, brandId, until: now, hours: hoursLookedAt }), content.proposing)
  if (!found || (await crisisOf(db, { workspaceId, brandId }))) return
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('governance.crisis_playbook').select('revision').where('workspace_id', '=', workspaceId).forUpdate().execute()
    const rest = now.subtract({ hours: content.proposing.restHours })
    if (await wasProposed(tx, { workspaceId, brandId, since: rest })) return
    const id = uuidv7()
    await tx
      .insertInto('governance.crisis_proposal')
      .values({ workspace_id: workspaceId, id, brand_id: brandId, at: now.toString(), facts: JSON.stringify(found) })
      .execute()
    const holders = await membersWith(tx, { workspaceId, permission: 'crisis.switch', at: async () => [{ brandId }] })
    const named = content.roles.flatMap(({ memberId }) => (memberId === undefined ? [] : [memberId]))
    await notify(tx, {
      workspaceId,
      key: `crisis-proposed/${id}`,
      kind: 'crisis-proposed',
      params: {
        name: brandName,
        messages: String(found.messages),
        usual: String(found.usualMessages),
        complaints: String(found.complaints),
      },
      href: '/crisis',
      about: { brandId },
      members: [...new Set([...named, ...holders.map(({ memberId }) => memberId)])],
    })
    await announce(tx, { to: workspaceId, topics: ['crisis'] })
  })
}

async function wasProposed(
  tx: Tx,
  { workspaceId, brandId, since }: { workspaceId: string; brandId: string; since: Temporal.Instant },
): Promise<boolean> {
  const { rows } = await sql`
    select from governance.crisis_proposal
    where workspace_id = ${workspaceId} and brand_id = ${brandId} and at > ${since.toString()} limit 1`.execute(tx)
  return rows.length > 0
}
