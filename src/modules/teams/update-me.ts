import type { Language } from '#kit/contract'
import type { Db, Tx } from '#kit/database'

import type { Acting, Call } from './acting.ts'
import { change } from './change.ts'
import type { Me } from './contract.ts'
import { me } from './me.ts'

export function updateMe(db: Db, call: Call, wanted: { name?: string | undefined; language?: Language | undefined }): Promise<Me> {
  const { acting } = call
  return change(db, call, async (tx) => {
    const before = await own(tx, acting)
    await tx
      .updateTable('teams.login')
      .set({
        updated_at: new Date(),
        ...(wanted.name ? { name: wanted.name } : {}),
        ...(wanted.language ? { language: wanted.language } : {}),
      })
      .where('id', '=', acting.userId)
      .execute()
    return {
      value: await me(tx, acting),
      subject: { kind: 'member', id: acting.memberId },
      before,
      after: await own(tx, acting),
      topics: ['members'],
    }
  })
}

function own(tx: Tx, { userId }: Acting) {
  return tx.selectFrom('teams.login').select(['name', 'language']).where('id', '=', userId).forUpdate().executeTakeFirstOrThrow()
}
