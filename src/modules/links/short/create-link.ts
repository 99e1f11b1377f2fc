import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Call, change } from '#modules/teams'

import { tellDoor } from '../door/tell-door.ts'
import type { ShortNeeds } from '../needs.ts'
import { type ShortLink, shortRefusals } from '../short-contract.ts'
import type { Utm } from '../utm-contract.ts'
import { utmFor } from '../utm/utm-for.ts'
import { randomCode } from './codes.ts'
import { hostOf } from './domains.ts'
import { readLink } from './links.ts'
import { refuseShort } from './refuse-short.ts'

interface Wanted {
  readonly brandId: string
  readonly target: string
  readonly title?: string | undefined
  readonly code?: string | undefined
  readonly domainId?: string | undefined
  readonly expiresAt?: string | undefined
  readonly campaignId?: string | undefined
  readonly network?: string | undefined
  readonly utm?: Utm | undefined
}

/** Makes a short link. Without `utm` it gets the parameters of the preset that fits, and keeps them. */
export function createLink(needs: ShortNeeds, call: Call, wanted: Wanted): Promise<ShortLink> {
  const { workspaceId, name } = call.acting
  const { brandId, target, campaignId, network } = wanted
  return change(needs.db, call, async (tx) => {
    const usual = await utmFor(needs, tx, { workspaceId, brandId, campaignId, network })
    await refuseShort(needs, tx, target)
    const host = await hostOf(tx, { workspaceId, brandId, domainId: wanted.domainId })
    const id = await insertLink(tx, {
      row: {
        workspace_id: workspaceId,
        brand_id: brandId,
        host,
        title: wanted.title ?? '',
        target,
        utm: JSON.stringify(wanted.utm ?? usual),
        expires_at: wanted.expiresAt ?? null,
        campaign_id: campaignId ?? null,
        network: network ?? null,
        created_by_name: name,
      },
      code: wanted.code,
    })
    return {
      value: await readLink(needs, tx, { workspaceId, linkId: id }),
      subject: { kind: 'link', id },
      detail: { target },
      topics: ['links'],
    }
  })
}

interface NewRow {
  readonly workspace_id: string
  readonly brand_id: string
  readonly host: string
  readonly title?: string
  readonly target: string
  readonly utm: string
  readonly expires_at?: string | null
  readonly campaign_id: string | null
  readonly network: string | null
  readonly account_id?: string
  readonly post_id?: string
  readonly delivery_id?: string
  readonly created_by_name: string | null
}

/** Somebody may have asked for the code before there was a link: every door hears that there is one now. */
export async function insertLink(tx: Tx, { row, code }: { row: NewRow; code: string | undefined }): Promise<string> {
  for (let tries = 0; tries < (code === undefined ? 5 : 1); tries += 1) {
    const chosen = code ?? randomCode()
    const made = await tx
      .insertInto('links.link')
      .values({ ...row, id: uuidv7(), code: chosen, chosen: code !== undefined })
      .onConflict((conflict) => conflict.columns(['host', 'code']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) continue
    await tellDoor(tx, [{ kind: 'new-link', host: row.host, code: chosen }])
    return made.id
  }
  throw refuse(shortRefusals, 'CODE_TAKEN')
}
