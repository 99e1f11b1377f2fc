import { endCrisis } from '../governance/crisis/end-crisis.ts'
import { startCrisis } from '../governance/crisis/start-crisis.ts'
import { askUrgent, confirmUrgent } from '../governance/crisis/urgent.ts'
import type { GovernanceNeeds } from '../governance/needs.ts'
import { outwardPosts } from './crisis/outward.ts'
import type { World } from './test-world.ts'

export { keepPlaybook } from '../governance/crisis/keep-playbook.ts'
export { readCrisis } from '../governance/crisis/read-crisis.ts'
export { readPlaybook } from '../governance/crisis/read-playbook.ts'
export { takeDownCampaign } from '../governance/crisis/take-down-campaign.ts'

/** The switch, as the server puts it together with this world's publishing. */
export function crisisFor({ at, needs: posts }: Pick<World, 'at' | 'needs'>) {
  const { db, events, jobs } = posts
  const needs: GovernanceNeeds = {
    db,
    clock: { now: () => Temporal.Now.instant() },
    events,
    jobs,
    notify: async () => undefined,
    mail: { enabled: false, send: async () => undefined },
    secretKey: new Uint8Array(32),
    publicUrl: 'https://hearth.tea.example',
    posts: { hold: async () => undefined, settle: async () => undefined, show: async () => [], plan: async () => [] },
    facts: { networks: [], connected: async () => [], hasPublished: async () => false },
    outward: { ...outwardPosts(posts), heard: async () => [] },
  }
  return {
    needs,
    begin: () =>
      startCrisis(needs, at.publisher.call('governance.startCrisis'), {
        brandId: at.brandId,
        reason: 'A batch was spoilt',
        rehearsal: false,
      }),
    end: (crisisId: string) => endCrisis(needs, at.publisher.call('governance.endCrisis'), { crisisId }),
    letPass: async (crisisId: string, postId: string) => {
      await askUrgent(needs, at.publisher.call('governance.askUrgent'), { crisisId, postId, why: 'People must know' })
      await confirmUrgent(needs, at.owner.call('governance.confirmUrgent'), { crisisId, postId })
    },
  }
}
