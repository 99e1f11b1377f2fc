import type { Subscribing } from '#kit/events'
import { accountDisconnected } from '#modules/connections'
import { notifier, onMemberJoined, onMemberRemoved } from '#modules/notifications'
import { cancelPlanned, onBrandChanged } from '#modules/publishing'
import { brandChanged, memberJoined, memberRemoved } from '#modules/teams'

import type { ModuleNeeds } from './module-needs.ts'

/** Who listens to what: every line in which one module hears of another against the order of the house. */
export function subscribeAll(events: Subscribing, { notifications, publishing, teams }: ModuleNeeds): void {
  const { db } = notifications
  const notify = notifier(teams.jobs)
  events.subscribe(memberJoined, 'notifications.tell-owners', (joined) => onMemberJoined({ db, notify }, joined))
  events.subscribe(memberRemoved, 'notifications.forget-member', (removed) => onMemberRemoved(db, removed))
  events.subscribe(brandChanged, 'publishing.keep-wall-clock', (brand) => onBrandChanged(publishing, brand))
  events.subscribe(accountDisconnected, 'publishing.cancel-planned', (account) => cancelPlanned(publishing.db, account))
}
