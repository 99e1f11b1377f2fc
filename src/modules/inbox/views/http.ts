import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { inbox } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { changeView, createView, orderViews, removeView } from './keep-view.ts'
import { listViews } from './list-views.ts'

/** The procedures of saved views, a part of the inbox's. */
export function viewHandlers(needs: InboxNeeds) {
  const api = implement(inbox).$context<CallContext>().use(atTheDoor)
  return {
    views: api.views.handler(({ context, input }) => listViews(needs.db, context.call.acting, input)),
    createView: api.createView.handler(({ context, input }) => createView(needs, context.call, input)),
    changeView: api.changeView.handler(({ context, input }) => changeView(needs, context.call, input)),
    orderViews: api.orderViews.handler(({ context, input }) => orderViews(needs, context.call, input)),
    removeView: api.removeView.handler(({ context, input }) => removeView(needs, context.call, input)),
  }
}
