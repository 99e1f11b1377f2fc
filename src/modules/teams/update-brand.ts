import type { Language } from '#kit/contract'
import type { Tx } from '#kit/database'

import type { Call } from './acting.ts'
import { brandOf } from './brand-of.ts'
import { change } from './change.ts'
import type { Brand } from './contract.ts'
import { brandChanged } from './events.ts'
import type { TeamsNeeds } from './needs.ts'

interface Wanted {
  readonly brandId: string
  readonly name?: string | undefined
  readonly language?: Language | undefined
  readonly timeZone?: string | undefined
  readonly graceMinutes?: number | undefined
  readonly altTexts?: Brand['altTexts'] | undefined
}

/** Changes what is given. Whoever plans by the brand's clock hears of it in the same transaction. */
export function updateBrand({ db, events }: Pick<TeamsNeeds, 'db' | 'events'>, call: Call, wanted: Wanted): Promise<Brand> {
  const { workspaceId } = call.acting
  const { brandId } = wanted
  return change(db, call, async (tx) => {
    await lockBrand(tx, { workspaceId, brandId })
    const before = await brandOf(tx, { workspaceId, brandId })
    const brand = { ...before, ...given(wanted) }
    await tx
      .updateTable('teams.brand')
      .set({
        name: brand.name,
        language: brand.language,
        time_zone: brand.timeZone,
        grace_minutes: brand.graceMinutes,
        alt_texts: brand.altTexts,
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', brandId)
      .execute()
    await events.emit(tx, brandChanged, { workspaceId, brandId, timeZone: brand.timeZone, timeZoneBefore: before.timeZone })
    return {
      value: brand,
      subject: { kind: 'brand', id: brandId },
      detail: { name: brand.name },
      before,
      after: brand,
      topics: ['members', 'posts'],
    }
  })
}

/** Two changes of different fields at the same moment both last. */
async function lockBrand(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  await tx.selectFrom('teams.brand').select('id').where('workspace_id', '=', workspaceId).where('id', '=', brandId).forUpdate().execute()
}

function given({ name, language, timeZone, graceMinutes, altTexts }: Wanted): Partial<Omit<Brand, 'id'>> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(language === undefined ? {} : { language }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(graceMinutes === undefined ? {} : { graceMinutes }),
    ...(altTexts === undefined ? {} : { altTexts }),
  }
}
