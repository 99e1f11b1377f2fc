import type { Json } from '#kit/json'

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
}

// ---------------------------------------------------------------- trouble

/**
 * Expected trouble when talking to a network. The kind decides what happens next:
 * rejected → tell the author · signed-out → reconnect · slow-down → wait until then · unavailable → retry, nothing was accepted ·
 * unknown-outcome → look on the network before anything else.
 */
export type Trouble =
  | { readonly kind: 'rejected'; readonly reason: Reason; readonly undone?: Undone }
  | { readonly kind: 'signed-out'; readonly reason: Reason }
  | {
      readonly kind: 'slow-down'
      readonly until: Temporal.Instant
      readonly reason: Reason
      /** Nothing is wrong: what an earlier step made is not ready yet. Without this word the pause is for the whole account. */
      readonly processing?: true
    }
  | {
      readonly kind: 'unavailable'
      readonly reason: Reason
      /** Steps whose saved results are worthless now, such as an upload the network threw away: they are done again. */
      readonly forget?: readonly string[]
      readonly undone?: Undone
    }
  | { readonly kind: 'unknown-outcome'; readonly reason: Reason }

/** Said after the final steps: the network took what they sent and then refused it, so nothing of the delivery is or will be seen. It may begin anew. */
type Undone = true

/** Why, in words that can be translated: a key of `networks/texts.ts` or of the network's own `texts.ts`, and what fills it. `detail` is the network's own answer, redacted and cut, for the curious. */
export interface Reason {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly detail?: string
}

export type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly trouble: Trouble }

// ---------------------------------------------------------------- rules (pure; the same code in browser and server)

export interface Rules {
  readonly text: TextRules
  /** For the usual kind of post. Where kinds of post differ, `imagesFor` says what holds for the settings chosen. */
  readonly images: ImageRules
  imagesFor?(settings: Settings): ImageRules
  /** What a video must be like, for the settings chosen; absent where the network takes none, undefined where this kind of post takes none. Pure. */
  videosFor?(settings: Settings): VideoRules | undefined
  /** Absent where the network takes no documents. */
  readonly documents?: DocumentRules
  /** Width divided by height that a picture or video among those of its part has there; absent where its rules' `ratio` alone decides. Pure. */
  shapeOf?(media: readonly Pick<PostImage, 'width' | 'height'>[], index: number, settings: Settings): number
  /** Most parts of a thread; 1 where the network has no threads. */
  readonly maxParts: number
  readonly maxLanguages: number
  /** Absent where the network has no polls. */
  readonly polls?: PollRules
  /** What can be chosen for a post on this network alone, in the order shown. Labels are its texts, by `setting.<name>`, `setting.<name>.hint` and, for a choice, `setting.<name>.<option>`. */
  readonly settings: readonly SettingField[]
  /** What sending this post costs, in US dollars, where the network charges for it. */
  cost?(post: PostContent): number
  /** What sending this post takes from the quotas of the network, by their names. Pure. */
  uses?(post: PostContent): readonly QuotaUse[]
  /** Everything wrong, doubtful or different with a post, in order of appearance. A post with an `error` cannot be scheduled. */
  check(post: PostContent): readonly Finding[]
  /** How long one part's text is, by the network's own counting, for the live counter. Several measures where several limits hold; the first is the one shown. */
  count(text: string): readonly Count[]
  /** Pieces of the text that the network will show as links, mentions or tags; positions are UTF-16 offsets, for the preview. */
  entities(text: string): readonly Entity[]
}

export interface TextRules {
  /** Offset in UTF-16 units where the text first passes the limit; undefined while it fits. Text from there on is marked in the composer. */
  overflow(text: string): number | undefined
}

export interface ImageRules {
  readonly maxPerPart: number
  readonly maxBytes: number
  /** Longest side the network keeps, in pixels; larger images are scaled down before sending. */
  readonly maxSide: number
  readonly mimeTypes: readonly string[]
  readonly maxAltLength: number
  /** Width divided by height that the network takes; an image outside is cropped around its focal point. */
  readonly ratio?: { readonly min: number; readonly max: number }
}

/** What a video has to be like. What can be made so by encoding it anew is made so; a film that is too long or too short is the author's to mend. */
export interface VideoRules {
  readonly maxPerPart: number
  readonly maxBytes: number
  readonly minSeconds: number
  readonly maxSeconds: number
  /** Containers, best first: what is encoded anew becomes the first of them. */
  readonly mimeTypes: readonly string[]
  readonly videoCodecs: readonly VideoCodec[]
  readonly audioCodecs: readonly AudioCodec[]
  readonly framesPerSecond: { readonly min: number; readonly max: number }
  /** Longest and shortest side, in pixels. */
  readonly maxSide: number
  readonly minSide: number
  /** Width divided by height; a film outside is cropped around its focal point. */
  readonly ratio?: { readonly min: number; readonly max: number }
  /** Of video and sound together. */
  readonly maxBitsPerSecond?: number
  readonly maxAltLength: number
  /** How a cover can be chosen: a moment of the film, a picture of one's own; neither where the network decides. */
  readonly covers: readonly ('moment' | 'picture')[]
  /** Kinds of captions file taken: `application/x-subrip`, `text/vtt`. */
  readonly captions: readonly string[]
}

export type VideoCodec = 'h264' | 'hevc' | 'vp8' | 'vp9' | 'av1' | 'mpeg4' | 'prores'
export type AudioCodec = 'aac' | 'mp3' | 'opus' | 'vorbis' | 'pcm'

export interface DocumentRules {
  readonly mimeTypes: readonly string[]
  readonly maxBytes: number
  readonly maxPages: number
  readonly maxTitleLength: number
}

export interface PollRules {
  readonly minOptions: number
  readonly maxOptions: number
  /** By the network's own counting. */
  readonly maxOptionLength: number
  readonly minMinutes: number
  readonly maxMinutes: number
  /** May voters choose several options? */
  readonly multiple: boolean
}

export type SettingField = (
  | {
      readonly name: string
      readonly kind: 'choice'
      readonly options: readonly string[]
      /** '' where nothing may be chosen for the author: the composer shows no choice until they make it. */
      readonly usual: string
      /** Words of options that no text can know, such as the names of a channel's playlists. */
      readonly labels?: Readonly<Record<string, string>>
    }
  | { readonly name: string; readonly kind: 'toggle'; readonly usual: boolean }
  | { readonly name: string; readonly kind: 'text'; readonly maxLength: number; readonly lines?: number }
) & {
  /** Shown, and meant, only while another setting has one of these values. */
  readonly when?: { readonly setting: string; readonly is: readonly string[] }
}

/**
 * What was chosen, by the field's name; a field that is absent has its usual value (a text: none). Two names mean the same
 * everywhere: `kind`, a choice of what the post is there (`post`, `reel`, `story`, `short` …), shown first and as tabs; and
 * `first_comment`, a text that is published as the first comment by a step of its own.
 */
export type Settings = Readonly<Record<string, string | boolean>>

export interface Count {
  /** `tags`: hashtags, where the network limits their number. */
  readonly unit: 'graphemes' | 'bytes' | 'characters' | 'weighted' | 'tags'
  readonly used: number
  readonly max: number
}

export interface Entity {
  readonly kind: 'link' | 'mention' | 'tag'
  readonly start: number
  readonly end: number
  readonly value: string
}

export interface Finding {
  /** `change`: the post will look otherwise there than it was written (a card left out, an image cropped); nothing to mend. */
  readonly severity: 'error' | 'warning' | 'change'
  readonly reason: Reason
  /** Which part (0-based) and, where it is about one of its pictures, videos or documents, which. */
  readonly part: number
  readonly media?: number
  /** The setting it is about, by its name. */
  readonly setting?: string
}

/** What a post says, for one account, after variants are applied. */
export interface PostContent {
  readonly parts: readonly PostPart[]
  /** BCP 47 tags, e.g. en, zh-TW. */
  readonly languages: readonly string[]
  /** This network's own settings. */
  readonly settings: Settings
}

export interface PostPart {
  readonly text: string
  /** In the order shown. */
  readonly media: readonly PostMedia[]
  /** Shown as a card under the text; absent where there are media or no link. */
  readonly link?: LinkCard
  readonly poll?: Poll
}

export interface Poll {
  readonly options: readonly string[]
  readonly minutes: number
  readonly multiple: boolean
}

export type PostMedia = PostImage | PostVideo | PostDocument

export interface PostImage {
  readonly kind: 'image'
  readonly mediaId: string
  readonly mimeType: string
  readonly bytes: number
  /** In pixels, after orientation. */
  readonly width: number
  readonly height: number
  readonly alt: string
  /** What must stay in sight when the image is cropped, as shares of width and height from the top left; its middle if absent. */
  readonly focus?: Focus
  /** It moves, and can be sent as it is where `ImageRules.mimeTypes` has `image/gif`; elsewhere it is its first frame. */
  readonly animated?: true
}

export interface PostVideo {
  readonly kind: 'video'
  readonly mediaId: string
  readonly mimeType: string
  readonly bytes: number
  /** In pixels, after orientation. */
  readonly width: number
  readonly height: number
  /** As it will be published: after `trim`. */
  readonly seconds: number
  readonly framesPerSecond: number
  /** As the file's probe named it; anything that is not a `VideoCodec` is encoded anew. */
  readonly videoCodec: string
  /** Absent where the film is silent. */
  readonly audioCodec?: string
  readonly alt: string
  readonly focus?: Focus
  /** What of the film is published, in seconds from its beginning; all of it if absent. */
  readonly trim?: { readonly from: number; readonly to: number }
  /** Absent: the network chooses. `at` is in seconds of the trimmed film. */
  readonly cover?: { readonly at: number } | { readonly picture: PostImage }
  readonly captions?: readonly { readonly language: string; readonly mediaId: string; readonly mimeType: string }[]
}

export interface PostDocument {
  readonly kind: 'document'
  readonly mediaId: string
  readonly mimeType: string
  readonly bytes: number
  /** Absent where the file does not tell. */
  readonly pages?: number
  readonly title: string
}

export interface Focus {
  readonly x: number
  readonly y: number
}

export interface LinkCard {
  readonly url: string
  readonly title: string
  readonly description: string
  /** The card's picture, already in the library. */
  readonly thumb?: PostImage
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
  readonly kind: 'text' | 'secret' | 'url'
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
   * `never`: a person must look.
   */
  readonly absence:
    | { readonly proof: 'token'; readonly forSeconds?: number }
    | { readonly proof: 'settles'; readonly afterSeconds: number }
    | { readonly proof: 'never' }
  /** The same for one account and what was prepared, where the servers of a network or its kinds of posts differ in it; where this is absent, `absence` holds for all. */
  readonly absenceOn?: (account: Pick<AccountAccess, 'settings'>, prepared: Json) => Publishing['absence']
  /** Chooses, before a byte leaves, everything that identifies the post on the network (record keys, idempotency keys, its creation time). Pure; saved before the first attempt and the same for ever after. */
  prepare(content: PostContent, now: Temporal.Instant): Json
  /** The next step, given the results saved so far; undefined when all is done. A step's name is unique within the delivery. */
  nextStep(job: Delivery): Step | undefined
  /** Does one step. Its result is saved the moment it arrives and handed to the later steps. Never throws for expected trouble. */
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
}

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

export interface QuotaUse {
  readonly name: string
  readonly amount: number
}

export interface QuotaReading extends Pick<Quota, 'name' | 'max' | 'per'> {
  readonly used: number
}
