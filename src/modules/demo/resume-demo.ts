import { makeDemoJob } from './jobs.ts'
import type { DemoNeeds } from './needs.ts'

/** A demo that was being made when this Hearth ended is gone on with. */
export async function resumeDemo({ db, jobs }: Pick<DemoNeeds, 'db' | 'jobs'>): Promise<void> {
  const demo = await db.selectFrom('demo.demo').select('workspace_id').where('state', '=', 'making').executeTakeFirst()
  if (demo) await jobs.send(db, makeDemoJob, { payload: { workspaceId: demo.workspace_id }, key: demo.workspace_id })
}
