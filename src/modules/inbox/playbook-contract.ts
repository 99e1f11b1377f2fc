import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant } from '#kit/contract'

import { Meaning } from './meaning-contract.ts'

const Step = z.object({ id: z.uuid(), text: z.string() })

/** What a team does about messages of one meaning. */
export const Playbook = z.object({
  meaning: Meaning,
  /** To be ticked in each thread, in this order. */
  steps: z.array(Step),
  /** How to sound; empty where nothing is said. */
  tone: z.string(),
  /** Who get a notice, once for each thread. */
  memberIds: z.array(z.uuid()),
  /** A saved answer to begin with. */
  savedAnswerId: z.uuid().optional(),
})
export type Playbook = z.output<typeof Playbook>

/** The playbook of what a thread is now, with what is done of it there. */
export const ThreadPlaybook = Playbook.extend({
  steps: z.array(Step.extend({ done: z.object({ by: z.string(), at: Instant }).optional() })),
})
export type ThreadPlaybook = z.output<typeof ThreadPlaybook>

export const playbooks = {
  playbooks: asks('inbox.work', 'reads', 'accounts')
    .route({ method: 'GET', path: '/inbox/playbooks', summary: 'The playbooks that a brand has, one at most for each meaning' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Playbook)),
  keepPlaybook: asks('inbox.manage', 'changes')
    .route({
      method: 'PUT',
      path: '/inbox/playbooks/{meaning}',
      summary: 'Say what is done about messages of a meaning; a step with the id it had stays ticked where it is',
    })
    .errors(commonRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        meaning: Meaning,
        steps: z.array(z.object({ id: z.uuid().optional(), text: z.string().trim().min(1).max(200) })).max(20),
        tone: z.string().trim().max(1000),
        memberIds: z.array(z.uuid()).max(50),
        savedAnswerId: z.uuid().optional(),
      }),
    )
    .output(Playbook),
  removePlaybook: asks('inbox.manage', 'changes')
    .route({ method: 'DELETE', path: '/inbox/playbooks/{meaning}', summary: 'Delete the playbook of a meaning' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid(), meaning: Meaning }))
    .output(z.object({ removed: z.literal(true) })),
}
