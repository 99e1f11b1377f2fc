import { refuse } from '#kit/errors'
import { type Call, change } from '#modules/teams'

import { crisisRefusals, type OpenCrisis } from '../crisis-contract.ts'
import type { GovernanceNeeds } from '../needs.ts'
import { lockCrisis } from './lock-crisis.ts'
import { readCrisis } from './read-crisis.ts'
import { writeLog } from './write-log.ts'

/** A step is done when the log says so last. */
export function tickStep(
  needs: GovernanceNeeds,
  call: Call,
  { crisisId, stepId, done }: { crisisId: string; stepId: string; done: boolean },
): Promise<OpenCrisis> {
  const { acting } = call
  return change(needs.db, call, async (tx) => {
    const { playbook } = await lockCrisis(tx, { workspaceId: acting.workspaceId, crisisId })
    const step = playbook.steps.find(({ id }) => id === stepId)
    if (!step) throw refuse(crisisRefusals, 'UNKNOWN_STEP')
    await writeLog(tx, { acting, crisisId, kind: done ? 'step-done' : 'step-undone', detail: { stepId, text: step.text } })
    return {
      value: await readCrisis(needs, tx, { acting, crisisId }),
      subject: { kind: 'crisis', id: crisisId },
      detail: { step: step.text, done },
      topics: ['crisis'],
    }
  })
}

/** Also after the end: what was learnt belongs to it. */
export function noteInCrisis(
  needs: GovernanceNeeds,
  call: Call,
  { crisisId, text }: { crisisId: string; text: string },
): Promise<OpenCrisis> {
  const { acting } = call
  return change(needs.db, call, async (tx) => {
    await lockCrisis(tx, { workspaceId: acting.workspaceId, crisisId }, { over: 'accepted' })
    await writeLog(tx, { acting, crisisId, kind: 'note', detail: { text } })
    return {
      value: await readCrisis(needs, tx, { acting, crisisId }),
      subject: { kind: 'crisis', id: crisisId },
      topics: ['crisis'],
    }
  })
}
