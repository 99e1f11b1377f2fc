import type { Tx } from '#kit/database'
import type { Permission } from '#modules/teams'

import type { NoticeKind } from './contract.ts'

/** Something to tell: to those whose work it is, or who have the permission; of them to the members named, if any are. Only to those who reach what it is about. */
export interface NewNotice {
  readonly workspaceId: string
  /** What it is about: the same key never reaches a member twice. */
  readonly key: string
  readonly kind: NoticeKind
  /** Fills the sentence: `account` and `firstLine` for posts, `account` for accounts, `name` for members and threads; `rule`, `name` and `firstLine` for what a rule found; `meaning`, `name` and `firstLine` for what a playbook says somebody must know; `account`, `metric`, `direction`, `value`, `from`, `to` and `day` for figures; `name`, `what` (`not-made`, `not-sent`, `unclear`) and `recipient` of a report; `name`, `reason`, `rehearsal` (`yes` or empty) and `firstLine` of a crisis; `name`, `messages`, `usual` and `complaints` (per cent) of one that is proposed; `name`, `what` (`new`, `asked`, `soon`, `overdue`) and `due` of something to read; `name` of a channel; `name` and `firstLine` for approvals. */
  readonly params: Readonly<Record<string, string>>
  /** The page that deals with it, from the root: `/posts/…`. */
  readonly href: string
  /** What it is about, by the name that the contract has for its id: `{ threadId: … }`. Or it is a matter of the whole workspace, or for everybody wherever they work. */
  readonly about: Readonly<Record<string, string>> | 'workspace' | 'anywhere'
  readonly members?: readonly string[]
  readonly permission?: Permission
}

export type Notify = (tx: Tx, notice: NewNotice) => Promise<void>
