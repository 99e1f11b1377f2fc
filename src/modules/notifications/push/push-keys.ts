import { z } from 'zod'

import type { Db } from '#kit/database'
import type { Vault } from '#kit/vault'

export interface PushKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** The key pair by which push services know this installation: made the first time it is asked for, and the same ever after. */
export async function pushKeys({ db, vault }: { db: Db; vault: Vault }): Promise<PushKeys> {
  const kept = await read({ db, vault })
  if (kept) return kept
  const { default: webPush } = await import('web-push')
  const { publicKey, privateKey } = webPush.generateVAPIDKeys()
  await db
    .insertInto('notifications.push_keys')
    .values({ public_key: publicKey, sealed: vault.seal(privateKey, keysBoundTo) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const made = await read({ db, vault })
  if (!made) throw new Error('The keys for push services were not kept.')
  return made
}

export const keysBoundTo = 'notifications.push_keys'

async function read({ db, vault }: { db: Db; vault: Vault }): Promise<PushKeys | undefined> {
  const row = await db.selectFrom('notifications.push_keys').select(['public_key', 'sealed']).executeTakeFirst()
  return row && { publicKey: row.public_key, privateKey: z.string().parse(vault.open(row.sealed, keysBoundTo)) }
}
