import { groupsInOrder, type NoticeGroup, noticeGroups } from '#contract/notice-groups'
import type { NoticeKind } from '#contract/notifications'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
const kinds = Object.keys(noticeGroups) as NoticeKind[]

/** Kinds of notices by what they are about, in the order they stand on a page; a group without a kind is left out. */
export const kindGroups: readonly { group: NoticeGroup; kinds: readonly NoticeKind[] }[] = groupsInOrder
  .map((group) => ({ group, kinds: kinds.filter((kind) => noticeGroups[kind] === group) }))
  .filter((each) => each.kinds.length > 0)
