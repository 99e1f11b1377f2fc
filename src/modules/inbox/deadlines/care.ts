import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'
import { brandOf, type Call, change, watching } from '#modules/teams'

import type { Care } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { readRulesAnew } from '../rules/hold-rules.ts'
import { seen } from '../seen.ts'
import { shareOutSoon } from '../sharing/share-out-job.ts'
import { careRows } from './cares-of.ts'
import { renewDeadlinesLater } from './renew-deadlines-job.ts'
import type { CareTable } from './tables.ts'

interface Which {
  readonly workspaceId: string
  readonly brandId: string
}

const nothingSaid: Care = { week: [], holidays: [], targets: [], warnings: [], assigning: { how: 'by-hand' } }

/** What a brand said of its hours and targets; nothing where it never did. */
export async function readCare(db: Db, which: Which): Promise<Care> {
  await brandOf(db, which)
  const [row] = await careRows(db, { workspaceId: which.workspaceId, brandIds: [which.brandId] })
  return row ? toCare(row) : nothingSaid
}

/** Replaces it whole. The deadlines of what is open follow by a job. */
export function setCare(
  { db, jobs }: Pick<InboxNeeds, 'db' | 'jobs'>,
  call: Call,
  { brandId, care }: { brandId: string; care: Care },
): Promise<Care> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.care(workspaceId, brandId)), async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await readRulesAnew(tx, { workspaceId, brandId })
    const columns = {
      week: JSON.stringify(care.week),
      holidays: JSON.stringify(care.holidays),
      targets: JSON.stringify(care.targets),
      warnings: JSON.stringify(care.warnings),
      assigning: JSON.stringify(care.assigning),
    }
    await tx
      .insertInto('inbox.care')
      .values({ workspace_id: workspaceId, brand_id: brandId, ...columns })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(columns))
      .execute()
    await renewDeadlinesLater(jobs, tx, { workspaceId, brandId })
    if (care.assigning.how !== 'by-hand') await shareOutSoon(jobs, tx)
    const detail = { targets: care.targets.length, holidays: care.holidays.length, spans: care.week.length }
    return { value: care, subject: { kind: 'brand', id: brandId }, detail, topics: ['care'] }
  })
}

function toCare({ week, holidays, targets, warnings, assigning }: Selectable<CareTable>): Care {
  return { week: [...week], holidays: [...holidays], targets: [...targets], warnings: [...warnings], assigning }
}
