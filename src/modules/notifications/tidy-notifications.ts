import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'

/** What only says that something was sent is kept for so long: nothing is told of so late. */
const keptForDays = 90

/** Forgets letters and messages to channels that are long sent. May run twice. */
export async function tidyNotifications({ db, clock }: { db: Db; clock: Clock }): Promise<void> {
  const before = new Date(clock.now().subtract({ hours: keptForDays * 24 }).epochMilliseconds)
  await db.deleteFrom('notifications.letter').where('made_at', '<', before).execute()
  await db.deleteFrom('notifications.hook_message').where('made_at', '<', before).execute()
}
