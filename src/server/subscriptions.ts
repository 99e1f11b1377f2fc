import type { Db } from '#kit/database'
import type { Subscribing } from '#kit/events'
import { type Notify, onMemberJoined, onMemberRemoved } from '#modules/notifications'
import { memberJoined, memberRemoved } from '#modules/teams'

/** Who listens to what: every line in which one module hears of another against the order of the house. */
export function subscribeAll(events: Subscribing, needs: { db: Db; notify: Notify }): void {
  const { db } = needs
  events.subscribe(memberJoined, 'notifications.tell-owners', (joined) => onMemberJoined(needs, joined))
  events.subscribe(memberRemoved, 'notifications.forget-member', (removed) => onMemberRemoved(db, removed))
}
