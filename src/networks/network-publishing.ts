import type { Json } from '#kit/json'

import type { PostContent } from './network-content.ts'
import type { AccountAccess, NetworkEnvironment } from './network-environment.ts'
import type { Outcome, Reason } from './network-trouble.ts'

/** How a post becomes visible, step by step, once and no more. */
export interface Publishing {
  /**
   * After an unclear answer to a final step, what a look-up that finds nothing proves.
   * `token`: the network refuses a second copy under the token chosen in `prepare`, so sending again is safe; where it forgets
   * tokens, only for `forSeconds` after `prepare`, and from then on absence must settle first.
   * `settles`: absence counts once this many seconds have passed since the last attempt.
   * `never`: a person must look, once the post has been looked for in vain for `lookForSeconds` after the last attempt, or no request can be under way any more; at once where that is absent.
   */
  readonly absence:
    | { readonly proof: 'token'; readonly forSeconds?: number }
    | { readonly proof: 'settles'; readonly afterSeconds: number }
    | { readonly proof: 'never'; readonly lookForSeconds?: number }
  /** The same for one account and what was prepared, where the servers of a network or its kinds of posts differ in it; where this is absent, `absence` holds for all. */
  readonly absenceOn?: (account: Pick<AccountAccess, 'settings'>, prepared: Json) => Publishing['absence']
  /** Chooses, before a byte leaves, everything that identifies the post on the network (record keys, idempotency keys, its creation time). Pure; saved before the first attempt and the same for ever after. */
  prepare(content: PostContent, now: Temporal.Instant): Json
  /** The next step, given the results saved so far; undefined when all is done. A step's name is unique within the delivery. */
  nextStep(job: Delivery): Step | undefined
  /** Does one step. Its result is saved the moment it arrives and handed to the later steps. Never throws for expected trouble. What the network refuses of a post that is out already is no trouble: its result says so by `leftOut` (left-out.ts). */
  perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>>
  /** Did this final step happen? Its result if so. `absent` only when the network answered and it is not there. */
  lookUp(
    step: Step,
    job: Delivery,
    environment: NetworkEnvironment,
  ): Promise<Outcome<{ readonly found: true; readonly result: Json } | { readonly found: false }>>
  /** Where the finished post can be seen. Pure. */
  published(job: Delivery): Published
  /** Deletes all parts from the network; succeeds when they are already gone. Absent where the network lets nobody delete through its API: a person then does it there. */
  readonly takeDown?: (job: Delivery, environment: NetworkEnvironment) => Promise<Outcome<void>>
  /** Changes a published post where it stands; absent where the network lets nobody. */
  readonly edit?: Edit
}

export interface Edit {
  /** Why this post cannot be changed into that there; undefined where it can. Pure. */
  refuses(edit: {
    readonly job: Delivery
    readonly after: PostContent
    readonly publishedAt: Temporal.Instant
    readonly now: Temporal.Instant
  }): Reason | undefined
  /** Makes the published post say `after`; may run twice. Results that changed by it (a new id) take the place of the old ones. */
  apply(
    edit: { readonly job: Delivery; readonly after: PostContent },
    environment: NetworkEnvironment,
  ): Promise<Outcome<Readonly<Record<string, Json>>>>
  /** What has become of the newest correction, where the network looks at it after it took it, or `apply` left it unclear; absent where the answer to `apply` is the last word. Trouble of any kind proves nothing: it is asked again. */
  readonly settle?: (
    correction: { readonly job: Delivery; readonly since: Temporal.Instant },
    environment: NetworkEnvironment,
  ) => Promise<Outcome<Settled>>
}

/** `stands`: people see it as it is now. `waiting`: it is looked at still; asked again then. `refused`: nobody sees the post. `gone`: it is not there any more. */
export type Settled =
  | { readonly state: 'stands' }
  | { readonly state: 'waiting'; readonly until: Temporal.Instant }
  | { readonly state: 'refused'; readonly reason: Reason }
  | { readonly state: 'gone' }

/** One account's copy of a post, as the network needs it. */
export interface Delivery {
  readonly access: AccountAccess
  readonly content: PostContent
  /** What `prepare` chose. */
  readonly prepared: Json
  /** Results of finished steps by step name. */
  readonly results: Readonly<Record<string, Json>>
}

export interface Step {
  readonly name: string
  /** A final step makes something visible: after an unclear answer it is looked up, never blindly repeated. Others (uploads) may be repeated. */
  readonly final: boolean
}

export interface Published {
  readonly externalId: string
  readonly url: string
  /** Of an answer: the thread in which it stands, by `InboxThread.externalId`, where that may be another than that of what it answers. */
  readonly thread?: string
}
