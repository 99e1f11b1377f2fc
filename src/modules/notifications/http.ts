import { implement } from '@orpc/server'

import type { Db } from '#kit/database'
import { atTheDoor, type CallContext } from '#modules/teams'

import { notifications } from './contract.ts'
import { listNotices } from './list-notices.ts'
import { liveEvents, type LiveNeeds } from './live.ts'
import { markRead } from './mark-read.ts'
import { preferences, setPreferences } from './preferences.ts'

export interface NotificationsNeeds extends LiveNeeds {
  readonly db: Db
}

export function notificationsRouter(needs: NotificationsNeeds) {
  const { db } = needs
  const api = implement(notifications).$context<CallContext>().use(atTheDoor)
  return {
    list: api.list.handler(({ context, input }) => listNotices(db, context.call.acting, input)),
    markRead: api.markRead.handler(({ context, input }) => markRead(db, context.call, input)),
    preferences: api.preferences.handler(({ context }) => preferences(db, context.call.acting)),
    setPreferences: api.setPreferences.handler(({ context, input }) => setPreferences(db, context.call, input)),
    live: api.live.handler(({ context, signal }) => liveEvents(needs, { acting: context.call.acting, headers: context.headers, signal })),
  }
}
