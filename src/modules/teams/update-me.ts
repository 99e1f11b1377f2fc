import type { Language } from '#kit/contract'
import type { Db } from '#kit/database'

import type { Call } from './acting.ts'
import { change } from './change.ts'
import type { Me } from './contract.ts'
import { me } from './me.ts'

export function updateMe(db: Db, call: Call, wanted: { name?: string | undefined; language?: Language | undefined }): Promise<Me> {
  const { acting } = call
  return change(db, call, async (tx) => {
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
      detail: { ...(wanted.name ? { name: wanted.name } : {}), ...(wanted.language ? { language: wanted.language } : {}) },
      topics: ['members'],
    }
  })
}
