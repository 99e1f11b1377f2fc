import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { preferences } from './choices/preferences.ts'
import { setPreferences } from './choices/set-preferences.ts'
import { notifications } from './contract.ts'
import type { HookNeeds } from './hooks/hook-needs.ts'
import { addHook, changeHook, listHooks, removeHook } from './hooks/hooks.ts'
import { testHook } from './hooks/test-hook.ts'
import { listNotices } from './list-notices.ts'
import { liveEvents, type LiveNeeds } from './live.ts'
import { markRead } from './mark-read.ts'
import { addPushBrowser, pushBrowsers, removePushBrowser } from './push/push-browsers.ts'
import type { PushNeeds } from './push/push-needs.ts'

export interface NotificationsNeeds extends LiveNeeds, PushNeeds, HookNeeds {}

export function notificationsRouter(needs: NotificationsNeeds) {
  const { db } = needs
  const api = implement(notifications).$context<CallContext>().use(atTheDoor)
  return {
    list: api.list.handler(({ context, input }) => listNotices(db, context.call.acting, input)),
    markRead: api.markRead.handler(({ context, input }) => markRead(db, context.call, input)),
    preferences: api.preferences.handler(({ context }) => preferences(db, context.call.acting)),
    setPreferences: api.setPreferences.handler(({ context, input }) => setPreferences(needs, context.call, input)),
    pushBrowsers: api.pushBrowsers.handler(({ context }) => pushBrowsers(needs, context.call.acting)),
    addPushBrowser: api.addPushBrowser.handler(({ context, input }) => addPushBrowser(needs, context.call, input)),
    removePushBrowser: api.removePushBrowser.handler(({ context, input }) => removePushBrowser(db, context.call, input)),
    hooks: api.hooks.handler(({ context }) => listHooks(db, context.call.acting)),
    addHook: api.addHook.handler(({ context, input }) => addHook(needs, context.call, input)),
    changeHook: api.changeHook.handler(({ context, input }) => changeHook(needs, context.call, input)),
    removeHook: api.removeHook.handler(({ context, input }) => removeHook(db, context.call, input)),
    testHook: api.testHook.handler(({ context, input }) => testHook(needs, context.call, input)),
    live: api.live.handler(({ context, signal }) => liveEvents(needs, { acting: context.call.acting, headers: context.headers, signal })),
  }
}
