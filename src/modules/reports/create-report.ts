import type { Language } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import { type Definition, type Report, reportsRefusals, type TemplateName } from './contract.ts'
import type { ReportsNeeds } from './needs.ts'
import { readReport, toReport } from './read-report.ts'
import { fromTemplate } from './templates.ts'

interface NewReport {
  readonly brandId: string
  readonly name: string
  readonly template: TemplateName
  readonly language: Language
  readonly campaignId?: string | undefined
  readonly network?: string | undefined
}

/** Begins a report from a template, ready to be made as it is. */
export function createReport({ db }: Pick<ReportsNeeds, 'db'>, call: Call, { brandId, name, ...about }: NewReport): Promise<Report> {
  return keepNew(db, call, { brandId, name, definition: () => fromTemplate(about) })
}

/** Begins a report as a copy of another; its schedule and runs are not copied. */
export async function copyReport(
  { db }: Pick<ReportsNeeds, 'db'>,
  call: Call,
  { reportId, name }: { reportId: string; name: string },
): Promise<Report> {
  const { brandId, definition } = await readReport(db, { workspaceId: call.acting.workspaceId, reportId })
  return keepNew(db, call, { brandId, name, definition: () => definition })
}

interface Kept {
  readonly brandId: string
  readonly name: string
  readonly definition: () => Definition
}

function keepNew(db: ReportsNeeds['db'], call: Call, { brandId, name, definition }: Kept): Promise<Report> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    await refuseTooMany(tx, { workspaceId, brandId })
    const row = await tx
      .insertInto('reports.report')
      .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, name, definition: JSON.stringify(definition()) })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toReport(row), subject: { kind: 'report', id: row.id }, detail: { name }, topics: ['reports'] }
  })
}

const most = 200

async function refuseTooMany(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<void> {
  const { count } = await tx
    .selectFrom('reports.report')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= most) throw refuse(reportsRefusals, 'TOO_MANY_REPORTS')
}
