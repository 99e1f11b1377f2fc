import { z } from 'zod'

import { defineJob, type Jobs } from '#kit/jobs'

import type { DemoNeeds } from './needs.ts'

const tries = 3

export const makeDemoJob = defineJob({
  name: 'demo.make',
  schema: z.object({ workspaceId: z.uuid() }),
  onePerKey: true,
  retry: { times: tries - 1, delaySeconds: 2, maxDelaySeconds: 10 },
})

export function workOnDemo(jobs: Jobs, needs: DemoNeeds): void {
  jobs.work(makeDemoJob, async ({ workspaceId }, { attempt, signal }) => {
    // The story is in memory only while it is told.
    const { makeDemo } = await import('./make-demo.ts')
    await makeDemo(needs, { workspaceId, isLastTry: attempt >= tries, signal })
  })
}
