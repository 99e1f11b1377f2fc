import { dayFromToday } from './days.ts'
import type { Around } from './make-accounts.ts'

/** Ids, in the order of the story. */
export interface Sorting {
  readonly campaigns: readonly string[]
  readonly labels: readonly string[]
}

/** What posts, links and costs belong to. */
export async function makeSorting({ api, brandId, story, calendar }: Around): Promise<Sorting> {
  const campaigns: string[] = []
  for (const [index, { name, colour, days }] of story.campaigns.entries()) {
    const [from, to] = days.map((day) => dayFromToday(calendar, day))
    const input = { brandId, name, colour, ...(from && to ? { from, to } : {}) }
    const { id } = await api.strategy.createCampaign(input, { context: { idempotencyKey: `demo/campaign/${index}` } })
    campaigns.push(id)
  }
  const labels: string[] = []
  for (const [index, { name, colour }] of story.labels.entries()) {
    const { id } = await api.strategy.createLabel({ brandId, name, colour }, { context: { idempotencyKey: `demo/label/${index}` } })
    labels.push(id)
  }
  return { campaigns, labels }
}

/** The campaign with this number in the story, as it is named where something belongs to one. */
export function campaignOf({ campaigns }: Sorting, campaign: number | undefined): { campaignId?: string } {
  const campaignId = campaign === undefined ? undefined : campaigns[campaign]
  return campaignId === undefined ? {} : { campaignId }
}
