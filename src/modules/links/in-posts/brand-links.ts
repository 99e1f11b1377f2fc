import type { Db } from '#kit/database'
import { brandOf } from '#modules/teams'

import type { LinkPlan } from '../address-contract.ts'
import type { PostLinksNeeds } from '../needs.ts'
import { shortUrl } from '../short/codes.ts'
import { choosePreset } from '../utm/choose-preset.ts'
import { fillPatterns } from '../utm/fill-patterns.ts'
import { listPresets } from '../utm/presets.ts'
import type { BrandLinks } from './links-wanted.ts'

interface Of {
  readonly workspaceId: string
  readonly brandId: string
}

/** Whoever has it off, as most have, costs one question. */
export async function brandLinks(needs: PostLinksNeeds, db: Db, of: Of): Promise<BrandLinks | undefined> {
  const { inPosts, host } = await settingsOf(db, of)
  if (inPosts === 'off') return undefined
  const brand = await brandOf(db, of)
  const presets = await listPresets(db, of)
  const own = await ownBeginnings(needs, db, of)
  return {
    inPosts,
    forPost: async (tx, { id = unsaved, campaignId, labelIds }) => {
      const names = await needs.namesOf(tx, { ...of, campaignId, labelIds })
      const date = needs.clock.now().toZonedDateTimeISO(brand.timeZone).toPlainDate().toString()
      const facts = { brand: brand.name, post: id, date, campaign: names.campaign, label: names.labels.join(' ') }
      return ({ network, handle }) => {
        const patterns = choosePreset(presets, { network, campaignId: campaignId ?? undefined })
        const utm = fillPatterns(patterns, { ...facts, network, account: handle })
        const plan: LinkPlan =
          inPosts === 'utm' ? { way: 'utm', utm, own } : { way: 'shorten', short: shortUrl(needs.publicUrl, { host, code: '' }), own }
        return { plan, utm, host }
      }
    },
  }
}

/** As long as the id it will get. */
const unsaved = '00000000-0000-0000-0000-000000000000'

async function settingsOf(db: Db, { workspaceId, brandId }: Of) {
  const row = await db
    .selectFrom('links.brand as brand')
    .leftJoin('links.domain as domain', (join) =>
      join.onRef('domain.workspace_id', '=', 'brand.workspace_id').onRef('domain.id', '=', 'brand.domain_id'),
    )
    .select(['brand.in_posts', 'domain.host'])
    .where('brand.workspace_id', '=', workspaceId)
    .where('brand.brand_id', '=', brandId)
    .executeTakeFirst()
  return { inPosts: row?.in_posts ?? ('off' as const), host: row?.host ?? '' }
}

/** How short addresses of the workspace begin, of whichever brand. */
async function ownBeginnings({ publicUrl }: PostLinksNeeds, db: Db, { workspaceId }: Of): Promise<string[]> {
  const rows = await db.selectFrom('links.domain').select('host').where('workspace_id', '=', workspaceId).orderBy('host').execute()
  const { host, pathname } = new URL(shortUrl(publicUrl, { host: '', code: '' }))
  return [host + pathname, ...rows.map((domain) => `${domain.host}/`)]
}
