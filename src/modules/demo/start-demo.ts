import type { Language } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { addWorkspace, type Call, change, demoWorkspaceId } from '#modules/teams'

import { type DemoStatus, demoRefusals } from './contract.ts'
import { findDemo } from './demo-status.ts'
import { makeDemoJob } from './jobs.ts'
import type { DemoNeeds } from './needs.ts'
import type { Story } from './story.ts'

interface Wanted {
  readonly language: Language
  readonly timeZone: string
}

/** A workspace of its own with this person as its owner; a job then fills it with life. */
export async function startDemo(needs: DemoNeeds, call: Call, wanted: Wanted): Promise<DemoStatus> {
  if (!needs.sandbox.possible) throw refuse(demoRefusals, 'DEMO_NOT_HERE')
  const { stories } = await import('./stories.ts')
  const story = stories[wanted.language]
  return change(needs.db, call, async (tx) => {
    // One that is just being removed still has its networks.
    if ((await demoWorkspaceId(tx)) !== undefined || (await findDemo(tx))) throw refuse(demoRefusals, 'DEMO_EXISTS')
    const workspaceId = await addDemo(tx, needs, { ...wanted, story, loginId: call.acting.userId })
    await needs.jobs.send(tx, makeDemoJob, { payload: { workspaceId }, key: workspaceId })
    return {
      value: { state: 'making', workspaceId, step: 'people', share: 0 },
      subject: { kind: 'workspace', id: workspaceId },
      detail: { workspace: story.workspace },
      topics: ['members'],
    }
  })
}

async function addDemo(
  tx: Tx,
  { clock }: Pick<DemoNeeds, 'clock'>,
  { language, timeZone, story, loginId }: Wanted & { story: Story; loginId: string },
): Promise<string> {
  const brand = { name: story.brand.name, language, timeZone }
  const { workspaceId, memberId, brandId } = await addWorkspace(tx, { loginId, name: story.workspace, language, brand, demo: true })
  await tx
    .insertInto('demo.demo')
    .values({
      workspace_id: workspaceId,
      login_id: loginId,
      member_id: memberId,
      brand_id: brandId,
      language,
      state: 'making',
      step: 'people',
      share: 0,
      started_at: clock.now().toString(),
    })
    .execute()
  return workspaceId
}
