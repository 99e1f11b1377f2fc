import type { Json } from '#kit/json'

import type { PostContent, PostImage, PostVideo } from './network-content.ts'
import type {
  InboxKind,
  InboxPage,
  InboxRequest,
  InboxSource,
  InboxTold,
  ItemOnNetwork,
  Looked,
  PrivateFor,
  PrivateTo,
} from './network-inbox.ts'
import type {
  AudienceGroup,
  InsightsUse,
  MetricSource,
  PostAsked,
  PostsReading,
  ProfileReading,
  VanishingPost,
} from './network-insights.ts'
import type { ImageRules, Rules, VideoRules } from './network-rules.ts'
import type { Outcome, Reason } from './network-trouble.ts'
import type { Webhooks } from './network-webhooks.ts'

export type * from './network-content.ts'
export type * from './network-inbox.ts'
export type * from './network-insights.ts'
export type * from './network-rules.ts'
export type * from './network-trouble.ts'
export type * from './network-webhooks.ts'

/**
 * What Hearth asks of a social network. A network is a folder that fills in the capabilities it has and leaves out
 * the others; generic code asks `if (network.publishing)` and never names a network.
 */
export interface Network {
  /** Folder name and stable id in the database: `bluesky`. */
  readonly id: string
  /** The name people know: `Bluesky`. */
  readonly name: string
  /** The rules for one profile. `limits` is what `Connected.limits` said of it; a network whose rules are the same for everyone ignores it, and `{}` gives the usual ones. Pure. */
  readonly rulesFor: (limits: Json) => Rules
  readonly connecting: Connecting
  readonly publishing?: Publishing
  readonly timeline?: Timeline
  readonly mentions?: Mentions
  readonly quotas?: Quotas
  readonly inbox?: Inbox
  readonly insights?: Insights
}

// ---------------------------------------------------------------- connecting

export interface Connecting {
  /** The ways to connect, best first. */
  readonly ways: readonly ConnectWay[]
  /** Keys of an app that the owner registers with the network and enters here once; absent where none are needed. Labels are texts by `app.<name>` and `app.<name>.hint`, how to get them is `app.guide`. */
  readonly appFields?: readonly ConnectField[]
  /** Starts connecting. Either done at once (app password) or the person is sent to the network (OAuth); `pending` is kept encrypted under `state` until the answer comes. */
  begin(
    request: ConnectRequest,
  ): Promise<Outcome<{ readonly connected: Connected } | { readonly redirect: string; readonly state: string; readonly pending: Json }>>
  /** The network sent the person back with these query parameters. */
  finish(
    request: { readonly parameters: Readonly<Record<string, string>>; readonly pending: Json } & ConnectEnvironment,
  ): Promise<Outcome<Connected>>
  /** New secrets for old, ahead of expiry. Called by one caller at a time per account. `signed-out` only when the network says the grant is gone; a passing fault is `unavailable`. */
  refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>>
  /** Ends the grant on the network, best effort. */
  revoke(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<void>>
  /** What this profile may do today, for `rulesFor`; asked once a day. Absent where nothing differs between profiles. */
  readLimits?(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>>
  /** What holds at one of the destinations a profile may post to (`SettingField.destination`), as the author wrote its name: the profile's limits with that among them. Asked while somebody writes for it. Absent where there is only one. */
  readDestination?(written: string, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>>
  /** What a profile with these limits cannot do because of how it was connected, and how to mend that. Pure; absent where every connection can do everything. */
  lacks?(limits: Json): readonly Reason[]
  /** A document the network fetches from us to know who we are (OAuth client metadata), served at `${publicUrl}/oauth/<network>/client.json`. */
  clientDocument?(at: Pick<ConnectEnvironment, 'publicUrl' | 'redirectUrl'>): Json
}

export interface ConnectWay {
  readonly id: string
  readonly fields: readonly ConnectField[]
}

/** Label, hint and guide are texts of the network, by `way.field`. */
export interface ConnectField {
  readonly name: string
  /** `yes-no` is answered with `yes` or nothing. */
  readonly kind: 'text' | 'secret' | 'url' | 'yes-no'
  readonly required: boolean
  readonly placeholder?: string
}

export interface ConnectRequest extends ConnectEnvironment {
  readonly way: string
  readonly fields: Readonly<Record<string, string>>
}

export interface ConnectEnvironment extends NetworkEnvironment {
  /** Where Hearth is reached from the person's browser, e.g. https://hearth.example or http://127.0.0.1:4600. */
  readonly publicUrl: string
  /** Where the network sends the person back: `${publicUrl}/oauth/<network>/callback`. */
  readonly redirectUrl: string
  readonly apps: Apps
}

/** Keys of apps registered with a network, kept encrypted for the workspace. `server` tells the servers of a network with many apart; '' where there is one. */
export interface Apps {
  /** What was kept: by `keep`, or entered by the owner by the names of `appFields`. */
  find(server: string): Promise<Json | undefined>
  keep(server: string, keys: Json): Promise<void>
}

export interface Connected {
  /** The network's own stable id of the profile, e.g. a DID. */
  readonly externalId: string
  /** As people write it, without @. */
  readonly handle: string
  readonly displayName: string
  readonly avatarUrl?: string
  readonly profileUrl: string
  /** Not secret, e.g. the address of the server the profile lives on. */
  readonly settings: Json
  /** What this profile may do, where that differs between profiles: read by `rulesFor`, in the browser too. */
  readonly limits?: Json
  readonly secret: Secret
  /** What the person allowed, by the network's own names; absent where it does not tell. */
  readonly scopes?: readonly string[]
  /** Further profiles that the same grant covers, such as the other pages somebody manages: the person then says which to connect, this one included. */
  readonly others?: readonly Connected[]
}

/** What must be kept encrypted, and until when it works without a refresh. */
export interface Secret {
  readonly value: Json
  readonly expiresAt?: Temporal.Instant
}

// ---------------------------------------------------------------- publishing

export interface Publishing {
  /**
   * After an unclear answer to a final step, what a look-up that finds nothing proves.
   * `token`: the network refuses a second copy under the token chosen in `prepare`, so sending again is safe; where it forgets
   * tokens, only for `forSeconds` after `prepare`, and from then on absence must settle first.
   * `settles`: absence counts once this many seconds have passed since the last attempt.
   * `never`: a person must look, once the post has been looked for in vain for `lookForSeconds` after the last attempt; at once where that is absent.
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

export interface AccountAccess {
  readonly externalId: string
  readonly settings: Json
  /** What `Connected.limits` or `readLimits` said last; `{}` where nothing. */
  readonly limits: Json
  readonly secret: Json
}

/** What a network is given to work with. */
export interface NetworkEnvironment extends NetworkMedia {
  /** The guarded client, as a drop-in for fetch: allowed addresses only, DNS pinned, size and time limits. Throws `RequestFailure` (kit/http.ts). */
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Temporal.Instant
  /** Settings of the installation for this network (base URLs in tests), by name; absent means the real network. */
  readonly options: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Which of these posts of the account another delivery is known to have made: no look-up may take them for its own. Absent where nothing is looked up. */
  readonly taken?: (externalIds: readonly string[]) => Promise<ReadonlySet<string>>
}

/** What the brand's library gives a network that publishes. */
export interface NetworkMedia {
  /** The bytes of a library image, cropped around its focal point, scaled and converted to fit the rules given. */
  readonly image: (image: LibraryImage, rules: ImageRules) => Promise<LibraryImageBytes>
  /** An address under which the network itself can fetch that image for the next hour, without signing in. Begins with Hearth's public address, which the network may not reach: judge it first. */
  readonly imageLink: (image: LibraryImage, rules: ImageRules) => Promise<string>
  /** A library video within the rules given, trimmed and encoded anew where it has to be. `slow-down` with `processing` while it is still being made. The same bytes each time. */
  readonly video: (video: LibraryVideo, rules: VideoRules) => Promise<Outcome<LibraryFile>>
  /** The same under an address as `imageLink` gives, for the next six hours. */
  readonly videoLink: (video: LibraryVideo, rules: VideoRules) => Promise<Outcome<string>>
  /** A still of the video as it is published, as a JPEG within the rules given; its own picture where that was chosen as the cover. */
  readonly cover: (video: PostVideo, rules: ImageRules) => Promise<LibraryImageBytes>
  /** A document or captions file as it was added. */
  readonly file: (mediaId: string) => Promise<LibraryFile>
}

export type LibraryImage = Pick<PostImage, 'mediaId' | 'focus'>
export type LibraryVideo = Pick<PostVideo, 'mediaId' | 'focus' | 'trim'>

export interface LibraryImageBytes {
  readonly bytes: Uint8Array
  readonly mimeType: string
  readonly width: number
  readonly height: number
}

/** A file that may be too large for memory: it is read in pieces. */
export interface LibraryFile {
  readonly mimeType: string
  readonly fileName: string
  readonly bytes: number
  /** Of a video. */
  readonly width?: number
  readonly height?: number
  readonly seconds?: number
  /** The bytes from `from` up to and without `to`. */
  read(from: number, to: number): Promise<Uint8Array>
}

// ---------------------------------------------------------------- timeline

/** What stands on a profile, wherever it was made: posts written in the network's own app belong on the calendar too. */
export interface Timeline {
  /** Posts of the profile since that instant, newest first, at most some hundred: a list of fewer than a hundred is taken to be whole, and what is missing from it to be deleted. Answers to others, and later parts of the profile's own threads, are left out. */
  recent(since: Temporal.Instant, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly TimelinePost[]>>
}

export interface TimelinePost {
  /** The same id that `Published.externalId` gives where Hearth made the post. */
  readonly externalId: string
  readonly url: string
  readonly text: string
  /** How many pictures and videos. */
  readonly media: number
  readonly publishedAt: Temporal.Instant
}

// ---------------------------------------------------------------- mentions

export interface Mentions {
  /** Profiles whose name or handle begins like this, best first, at most ten. */
  find(query: string, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly Mention[]>>
  /** What an answer cost, in US dollars, where the network charges for it. Pure. */
  cost?(found: readonly Mention[]): number
}

export interface Mention {
  /** What is written into the post: `@name`, or the network's own way to write it. */
  readonly text: string
  readonly name: string
  readonly handle: string
  readonly avatarUrl?: string
}

// ---------------------------------------------------------------- quotas

/** What a network lets an account, or the app it is connected by, do in a time. Labels are texts by `quota.<name>`. */
export interface Quotas {
  /** Those that Hearth counts itself by `Rules.uses`, because the network does not tell. */
  readonly counted: readonly Quota[]
  /** What the network says is used; absent where it tells nothing. */
  read?(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly QuotaReading[]>>
}

export interface Quota {
  readonly name: string
  readonly max: number
  /** `rolling-day`: the 24 hours before now. A `day` begins at midnight in `zone`. */
  readonly per: 'rolling-day' | 'day' | 'month'
  /** IANA zone; UTC if absent. */
  readonly zone?: string
  /** `app`: shared by all accounts connected by the same keys. */
  readonly of: 'account' | 'app'
}

export interface QuotaReading extends Pick<Quota, 'name' | 'max' | 'per'> {
  readonly used: number
}

// ---------------------------------------------------------------- inbox

/** What people say to a profile on a network, and how it answers them. */
export interface Inbox {
  /** What is asked for, each with a place of its own where the last reading ended. */
  readonly sources: readonly InboxSource[]
  /** What is new in a source since the place where the last reading ended, oldest first where the network allows. May give again what it gave before. */
  read(request: InboxRequest, access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<InboxPage>>
  /** How the network tells of it by itself; absent where it has to be asked. */
  readonly webhooks?: Webhooks
  /** Has the network tell of this profile from now on, where that has to be asked for profile by profile. May run twice. */
  readonly subscribe?: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<void>>
  /** What events of webhooks say of this profile. Asks the network only for what they do not carry. */
  readonly told?: (
    told: InboxTold,
    access: AccountAccess,
    environment: NetworkEnvironment,
  ) => Promise<Outcome<Pick<InboxPage, 'items' | 'gone'>>>
  /** How what is known here is looked for again; absent where everything is told, or nobody can be asked. */
  readonly lookingAgain?: LookingAgain
  /** How an answer is sent. Absent where the network lets nobody answer through its API. */
  readonly answering?: Answering
  /** How something said in public is answered privately, or why it is not; absent where the network knows no private messages. Pure. */
  readonly privateTo?: (message: PrivateFor, now: Temporal.Instant) => PrivateTo
  /** Hides from everyone else what somebody said, or shows it again. Succeeds where it is so already. */
  readonly hide?: (
    item: ItemOnNetwork & { readonly hidden: boolean },
    access: AccountAccess,
    environment: NetworkEnvironment,
  ) => Promise<Outcome<void>>
  /** Which comments can be hidden; all of them where this is absent. Pure. */
  readonly hideable?: (item: ItemOnNetwork) => boolean
}

/** How things known here are looked for again: for deletions and other words, where the network does not tell of them. */
export interface LookingAgain {
  /** Which of them can be looked for. */
  readonly kinds: readonly InboxKind[]
  /** How threads that wait for us are gone through. Absent where looking costs: then only what somebody opens is looked at. */
  readonly round?: LookingRound
  /** How long, in seconds, a thread that somebody has open is left between two looks. */
  readonly everyOpen: number
  /** How many are looked for at a time. */
  readonly atOnce: number
  /** Where one look that does not find something proves nothing: after how many seconds another that says the same does. */
  readonly settles?: number
  /** Asks for at most `atOnce`. */
  look(items: readonly ItemOnNetwork[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Looked>>
}

export interface LookingRound extends Pick<InboxSource, 'every' | 'everyWhenTold'> {
  /** How many messages are looked for at most. */
  readonly most: number
}

/** How an answer is sent: with the same machinery as a post, so that it goes out once. Its content has one part, and `answers`, which is the `answerTo` of what is answered. */
export interface Answering {
  /** The rules for an answer. Pure: the browser counts by the same, which it finds in the folder's `rules-of-answers.ts`. */
  readonly rulesFor: (limits: Json, kind: InboxKind) => Rules
  readonly publishing: Publishing
  /** For how many hours after a person's last word they may be answered; absent or undefined where there is no end. Pure. */
  readonly withinHours?: (kind: InboxKind) => number | undefined
}

// ---------------------------------------------------------------- insights

/** The numbers a network tells of a profile and of what stands on it. A network fills in what it has; what it does not tell is absent, never 0. */
export interface Insights {
  readonly profile?: ProfileInsights
  readonly posts?: PostInsights
  readonly audience?: AudienceInsights
}

export interface ProfileInsights {
  readonly sources: readonly MetricSource[]
  /** By whose clock the network counts days: an IANA zone. */
  readonly zone: string
  /** How many days before today its daily figures reach; 0 where it tells levels of this moment alone. */
  readonly backDays: number
  /** For how many days after its end a day's figures may still change. */
  readonly settleDays: number
  /** How many hours to wait between two readings. */
  readonly everyHours: number
  /** The figures of these days, the last one included, at most 30 at a time, and the levels of this moment. What the network does not tell is left out. */
  read(
    request: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
    access: AccountAccess,
    environment: NetworkEnvironment,
  ): Promise<Outcome<ProfileReading>>
}

export interface PostInsights {
  readonly sources: readonly MetricSource[]
  /** How many posts are asked for at a time. */
  readonly atOnce: number
  /** After how many days nothing is told of a post any more; absent: as long as it stands. */
  readonly forDays?: number
  /** How often a post is looked at, by its age, youngest first; absent: as usual (`analytics/reading/pace.ts`). */
  readonly pace?: readonly { readonly untilHours: number; readonly everyMinutes: number }[]
  /** The figures of these posts until now. A post the network does not answer for stands in neither list. */
  read(posts: readonly PostAsked[], access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<PostsReading>>
  /** Posts of the profile that its timeline does not show, because they vanish: stories that are up now. */
  readonly vanishing?: (
    access: AccountAccess,
    environment: NetworkEnvironment,
  ) => Promise<Outcome<{ readonly posts: readonly VanishingPost[] } & InsightsUse>>
}

export interface AudienceInsights {
  /** The network's own name of it. */
  readonly source: string
  /** How many hours to wait between two readings. */
  readonly everyHours: number
  /** Who follows the profile. Empty where the network tells nothing of so few. */
  read(
    access: AccountAccess,
    environment: NetworkEnvironment,
  ): Promise<Outcome<{ readonly groups: readonly AudienceGroup[] } & InsightsUse>>
}
