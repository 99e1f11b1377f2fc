import type { DemoStatus } from '#contract/demo'

import type { Owner } from './owner.ts'
import { until } from './until.ts'

/** Has a demo made in the owner's language, and answers which workspace it is. */
export async function makeDemo({ me, call }: Owner): Promise<string> {
  await call('POST', '/demo', { language: me.language, timeZone: 'Asia/Taipei' })
  let status: DemoStatus | undefined
  await until('the demo to be ready', 180, async () => {
    status = await call<DemoStatus>('GET', '/demo')
    return status.state === 'ready'
  })
  if (status?.state !== 'ready') throw new Error('There is no demo')
  return status.workspaceId
}
