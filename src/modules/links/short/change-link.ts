import { refuse } from '#kit/errors'
import { type Call, change, watching } from '#modules/teams'

import { tellDoor } from '../door/tell-door.ts'
import type { ShortNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { type ShortLink, shortRefusals } from '../short-contract.ts'
import type { Utm } from '../utm-contract.ts'
import { readLink } from './links.ts'
import { refuseShort } from './refuse-short.ts'

interface Wanted {
  readonly linkId: string
  readonly target?: string | undefined
  readonly title?: string | undefined
  readonly utm?: Utm | undefined
  readonly expiresAt?: string | null | undefined
}

/** Changes what is given; whoever follows the link from now on goes where it leads then. Its short address stays. */
export function changeLink(needs: ShortNeeds, call: Call, { linkId, target, title, utm, expiresAt }: Wanted): Promise<ShortLink> {
  const { workspaceId } = call.acting
  const changed = {
    ...(target === undefined ? {} : { target }),
    ...(title === undefined ? {} : { title }),
    ...(utm === undefined ? {} : { utm: JSON.stringify(utm) }),
    ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
  }
  return change(needs.db, watching(call, seen.link(workspaceId, linkId)), async (tx) => {
    if (target !== undefined) await refuseShort(needs, tx, target)
    const row = await tx
      .updateTable('links.link')
      // Something is set even where nothing is given.
      .set({ ...changed, removed_at: null })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', linkId)
      .where('removed_at', 'is', null)
      .returning(['host', 'code'])
      .executeTakeFirst()
    if (!row) throw refuse(shortRefusals, 'NOT_FOUND')
    await tellDoor(tx, [{ kind: 'link', ...row }])
    return {
      value: await readLink(needs, tx, { workspaceId, linkId }),
      subject: { kind: 'link', id: linkId },
      detail: { ...(target === undefined ? {} : { target }), ...(expiresAt === undefined ? {} : { expiresAt }) },
      topics: ['links'],
    }
  })
}
