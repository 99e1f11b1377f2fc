import type { NoticeKind } from '#contract/notifications'

export type KindGroup = 'crisis' | 'posts' | 'approvals' | 'inbox' | 'numbers' | 'team'

/** Which group a kind of notice is shown in. */
const groupOf: Readonly<Record<NoticeKind, KindGroup>> = {
  'crisis-began': 'crisis',
  'crisis-urgent': 'crisis',
  'crisis-proposed': 'crisis',
  'post-rejected': 'posts',
  'post-needs-a-person': 'posts',
  'post-missed': 'posts',
  'post-left-out': 'posts',
  'account-signed-out': 'posts',
  'note-mention': 'inbox',
  'rule-alert': 'inbox',
  'thread-due-soon': 'inbox',
  'thread-overdue': 'inbox',
  'must-know': 'inbox',
  'unusual-figures': 'numbers',
  'report-failed': 'numbers',
  'member-joined': 'team',
  training: 'team',
  'approval-asked': 'approvals',
  'approval-given': 'approvals',
  'approval-refused': 'approvals',
  'approval-due': 'approvals',
  'approval-late': 'approvals',
  'approval-comment': 'approvals',
  'hook-off': 'team',
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
const kinds = Object.keys(groupOf) as NoticeKind[]

/** Kinds of notices by what they are about, in the order they stand on a page; a group without a kind is left out. */
export const kindGroups: readonly { group: KindGroup; kinds: readonly NoticeKind[] }[] = (
  ['crisis', 'posts', 'approvals', 'inbox', 'numbers', 'team'] as const
)
  .map((group) => ({ group, kinds: kinds.filter((kind) => groupOf[kind] === group) }))
  .filter((each) => each.kinds.length > 0)
