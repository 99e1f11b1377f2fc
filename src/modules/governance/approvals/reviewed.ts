import type { Role } from '#modules/teams'

import type { Said } from '../needs.ts'

/** A member, or nobody where Hearth plans by itself, which somebody who may publish has told it to. */
export interface Planner {
  readonly memberId: string | null
  readonly name: string | null
  readonly role?: Role | undefined
}

/** A post that is planned, or a planned one that was changed; held by whoever asks. */
export interface Reviewed extends Said {
  readonly workspaceId: string
  readonly brandId: string
  readonly postId: string
  readonly kind: 'post' | 'answer'
  readonly labelIds: readonly string[]
  readonly firstLine: string
  readonly createdBy: string | null
  readonly by: Planner
  /** Somebody says when it goes out, or that it does now, instead of only changing it. */
  readonly planned: boolean
  /** Absent: as soon as it may. */
  readonly at: Temporal.Instant | undefined
  /** Whoever plans it wants to go without approval. */
  readonly skip: boolean
}
