import { standingOf } from '#modules/publishing'

import { holdProfile } from '../facts/hold-profile.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { announceRead } from '../reading/announce-read.ts'
import { syncPosts } from './sync-posts.ts'

type Needs = Pick<AnalyticsNeeds, 'db' | 'clock'>

interface About {
  readonly workspaceId: string
  readonly postId: string
}

/** A post was sorted otherwise, or taken down: what it has gathered goes where it belongs now. May run twice. */
export async function onPostMoved({ db, clock }: Needs, { workspaceId, postId }: About): Promise<void> {
  const now = new Date(clock.now().epochMilliseconds)
  const standing = await standingOf(db, { workspaceId, postId })
  // One account at a time: two would have to be held in one order.
  for (const [accountId, ofOne] of Map.groupBy(standing, (each) => each.accountId)) {
    await db.transaction().execute(async (tx) => {
      const profile = await holdProfile(tx, { workspaceId, accountId })
      if (!profile) return
      const moved = await syncPosts(tx, { profile, standing: ofOne, now })
      if (moved > 0) await announceRead(tx, { workspaceId, brandId: profile.brandId })
    })
  }
}
