import type { Tx } from '#kit/database'
import { brandOf, type Call, change, watching } from '#modules/teams'

import { tellDoor } from '../door/tell-door.ts'
import type { ShortNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { readDomain } from '../short/domains.ts'
import type { LinkSettings } from '../utm-contract.ts'
import { linkSettings } from './link-settings.ts'

interface Wanted {
  readonly brandId: string
  readonly inPosts?: LinkSettings['inPosts'] | undefined
  readonly domainId?: string | null | undefined
  readonly measuresConversions?: boolean | undefined
}

/** Changes what is given. Posts that are on their way keep what was decided for them. */
export function setLinkSettings({ db }: Pick<ShortNeeds, 'db'>, call: Call, wanted: Wanted): Promise<LinkSettings> {
  const { workspaceId } = call.acting
  const { brandId, domainId } = wanted
  return change(db, watching(call, seen.settings(workspaceId, brandId)), async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    if (domainId) await readDomain(tx, { workspaceId, brandId, domainId })
    const changed = changedBy(wanted)
    if (Object.keys(changed).length > 0) await write(tx, { workspaceId, brandId, changed })
    await tellDoor(tx, [{ kind: 'brand', brandId }])
    return {
      value: await linkSettings(tx, { workspaceId, brandId }),
      subject: { kind: 'brand', id: brandId },
      detail: changed,
      topics: ['links', 'posts'],
    }
  })
}

function changedBy({ inPosts, domainId, measuresConversions }: Wanted) {
  return {
    ...(inPosts === undefined ? {} : { in_posts: inPosts }),
    ...(domainId === undefined ? {} : { domain_id: domainId }),
    ...(measuresConversions === undefined ? {} : { measures_conversions: measuresConversions }),
  }
}

interface Writing {
  readonly workspaceId: string
  readonly brandId: string
  readonly changed: ReturnType<typeof changedBy>
}

async function write(tx: Tx, { workspaceId, brandId, changed }: Writing): Promise<void> {
  await tx
    .insertInto('links.brand')
    .values({ workspace_id: workspaceId, brand_id: brandId, domain_id: null, ...changed })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id']).doUpdateSet(changed))
    .execute()
}
