import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { ShortNeeds } from '../needs.ts'
import { shortRefusals } from '../short-contract.ts'

/** A link to a short link would count everyone twice, and two could send visitors round and round. */
export async function refuseShort({ publicUrl }: Pick<ShortNeeds, 'publicUrl'>, db: Db, target: string): Promise<void> {
  const url = new URL(target)
  const own = new URL(publicUrl)
  const isOurs = url.hostname === own.hostname && url.port === own.port && url.pathname.startsWith('/l/')
  if (isOurs || (await isShortHost(db, url.hostname))) throw refuse(shortRefusals, 'TARGET_IS_SHORT')
}

/** A domain of any workspace: a circle may run through several. */
async function isShortHost(db: Db, host: string): Promise<boolean> {
  return (await db.selectFrom('links.domain').select('id').where('host', '=', host).executeTakeFirst()) !== undefined
}
