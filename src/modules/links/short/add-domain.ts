import { isIP } from 'node:net'

import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change } from '#modules/teams'

import { tellDoor } from '../door/tell-door.ts'
import type { ShortNeeds } from '../needs.ts'
import { type Domain, shortRefusals } from '../short-contract.ts'
import { readDomain } from './domains.ts'

/** From now on whoever comes by this name is answered by the brand's short links alone. */
export async function addDomain(
  { db, publicUrl }: Pick<ShortNeeds, 'db' | 'publicUrl'>,
  call: Call,
  { brandId, host: written }: { brandId: string; host: string },
): Promise<Domain> {
  const { workspaceId } = call.acting
  const host = asHost(written)
  if (host === undefined || host === new URL(publicUrl).hostname) throw refuse(shortRefusals, 'NOT_A_DOMAIN')
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    const made = await tx
      .insertInto('links.domain')
      .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, host })
      .onConflict((conflict) => conflict.column('host').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw refuse(shortRefusals, 'DOMAIN_TAKEN')
    await tellDoor(tx, [{ kind: 'hosts' }])
    return {
      value: await readDomain(tx, { workspaceId, brandId, domainId: made.id }),
      subject: { kind: 'link-domain', id: made.id },
      detail: { host },
      topics: ['links'],
    }
  })
}

/** A name with a dot in it, as a browser sends it; people paste whole addresses, too. */
function asHost(written: string): string | undefined {
  const address = /^https?:\/\//i.test(written) ? written : `https://${written}`
  if (!URL.canParse(address)) return undefined
  const { hostname, pathname, port } = new URL(address)
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(hostname)
  return isName && pathname === '/' && port === '' && !hostname.endsWith('.localhost') ? hostname : undefined
}
