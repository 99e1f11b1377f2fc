import { Role } from '#contract/teams'
import { mayDo } from '#modules/teams'

import type { Step } from '../contract.ts'

/** Without a workflow, any one of those who may publish is enough for whoever may not. */
export function byPublishers(): Step[] {
  const roles = Role.options.filter((role) => mayDo(role, 'posts.publish'))
  return [{ name: '', members: [], roles, guests: [], needs: 'any', atDeadline: 'hold', escalateTo: [] }]
}
