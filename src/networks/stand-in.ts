import type { Json } from '#kit/json'

import type { InsightMetric } from './network-insights.ts'

/**
 * A network's stand-in: behaves like the real one over HTTP, strictly. It is written from the network's documentation and knows
 * nothing of our own `rules.ts`, `api.ts` or anything else of its folder; otherwise it would prove nothing.
 */
export interface StandInKind {
  /** Id of the network it stands in for. */
  readonly id: string
  open(world: StandInWorld): StandIn
}

/** What a stand-in lives in. */
export interface StandInWorld {
  /** The sandbox's clock; it may stand in the past and be moved forward. */
  readonly now: () => Temporal.Instant
  /** Where its HTTP is reached, without a slash at the end. */
  readonly origin: string
  /** Where people look at its pages, without a slash at the end: `origin`, or an address that leads there. */
  readonly webOrigin: string
  /** For networks that fetch media by themselves. */
  readonly fetch: typeof globalThis.fetch
  /** `false`: nobody is ever asked to slow down, so that a measurement measures Hearth. */
  readonly rateLimits?: boolean
  /** What `state` gave, to go on from there. */
  readonly restore?: Json
  /** To be called after every change, so that it can be kept. */
  readonly changed: () => void
}

export interface StandIn {
  /** Answers one request as the network would: API, sign-in pages, pictures, and a plain page of each post at its public address. */
  handle(request: Request): Promise<Response>
  /** Everything, so that another stand-in can go on from there. */
  state(): Json
  /** Installation settings that lead Hearth here instead of to the real network, by name as in `NetworkEnvironment.options`. */
  readonly options: Readonly<Record<string, string>>

  // ---- people
  /** Makes a profile, or answers the one with this handle. */
  addProfile(profile: NewProfile): StandInProfile
  profiles(): readonly StandInProfile[]
  /** What a person enters in Hearth to connect this profile. */
  connectWith(
    profileId: string,
    options?: {
      /** Rights that the person leaves out, where the network lets them choose. */
      readonly without?: readonly string[]
    },
  ): { readonly way: string; readonly fields: Readonly<Record<string, string>> }
  /** The person signs in as this profile on the page they were sent to, and approves (or denies); answers the address they are sent back to. */
  approve(
    redirect: string,
    answer: {
      readonly profileId: string
      readonly deny?: boolean
      /** Scopes that the person leaves out, where the network lets them choose. */
      readonly without?: readonly string[]
    },
  ): Promise<string>
  /** The person withdraws every grant of this profile. */
  revoke(profileId: string): void

  // ---- what people see and do
  /** Everything visible, newest first; of one profile where given. */
  posts(of?: { readonly profileId?: string; readonly limit?: number }): readonly StandInPost[]
  messages(profileId: string): readonly StandInMessage[]
  /** A person does something in the network's own app. @throws Error with a sentence where the network would not let them. */
  act(action: Action): { readonly id: string }
  /** A profile hides what others said to it from everyone else, or shows it again, in the network's own app. Absent where nobody can. @throws Error with a sentence where the network would not let them. */
  readonly hide?: (what: { readonly by: string; readonly post: string; readonly hidden: boolean }) => void
  /** Whose messages a profile takes that begin a conversation, as it says in the network's own app. Absent where nobody can say so. */
  readonly messagesFrom?: {
    readonly of: (profileId: string) => MessagesFrom
    readonly set: (profileId: string, from: MessagesFrom) => void
  }
  /** Somebody deletes a message in the network's own app, as far as people can there. Absent where nobody can. @throws Error with a sentence where the network would not let them. */
  readonly deleteMessage?: (what: { readonly by: string; readonly message: string }) => void
  /** Somebody says what they think of a business; where people may, again in other words. Absent where there are no reviews. @throws Error with a sentence where the network would not let them. */
  readonly review?: (review: NewReview) => { readonly id: string }
  /** What many did whom nobody here knows by name: they saw, liked, followed. It is counted beside what the profiles here do. Absent where the network tells no numbers. @throws Error with a sentence where there is no such post or profile, or the network does not count that. */
  readonly crowd?: (deeds: Crowd) => void
  /** The network tells by itself what happens; absent where it has to be asked. */
  readonly webhooks?: {
    /** The owner of the app enters where to. @throws Error with a sentence where the network does not accept the address. */
    readonly enter: (callback: { readonly address: string; readonly token: string }) => Promise<void>
    /** When everything told so far was sent, or could not be. */
    readonly told: () => Promise<void>
  }

  // ---- for fault injection
  /** Whose request this is (the profile's id), and which step of Hearth's work: the name that `Publishing.nextStep` gives it without numbers of images, or `look-up`, `refresh`, `take-down`, `other`. */
  read(request: { readonly method: string; readonly url: string; readonly headers: Headers; readonly body: Uint8Array }): {
    readonly profileId: string | undefined
    readonly step: string
  }
}

export type MessagesFrom = 'everyone' | 'followed' | 'nobody'

export interface NewProfile {
  /** Without @. */
  readonly handle: string
  readonly displayName: string
  readonly bio?: string
  readonly avatarUrl?: string
  /** A professional account, where the network tells. */
  readonly business?: boolean
  /** How what they connect is arranged there, where the stand-in knows more than the usual way: its own file has the names. @throws Error with a sentence where it does not know this one */
  readonly arrangement?: string
}

export interface StandInProfile extends NewProfile {
  readonly id: string
  readonly followers: number
  readonly following: number
}

export interface StandInPost {
  readonly id: string
  readonly profileId: string
  readonly text: string
  readonly images: readonly { readonly url: string; readonly alt: string }[]
  readonly videos?: readonly { readonly url: string; readonly seconds: number; readonly alt?: string }[]
  readonly document?: { readonly url: string; readonly title: string; readonly pages: number }
  /** Where a post has one beside its text. */
  readonly title?: string
  /** `reel`, `story`, `short` …: what it is there, where there are kinds. */
  readonly kind?: string
  readonly link?: { readonly url: string; readonly title: string; readonly description: string }
  readonly poll?: { readonly options: readonly { readonly text: string; readonly votes: number }[]; readonly endsAt: string }
  /** Content warning. */
  readonly warning?: string
  readonly visibility?: string
  /** Id of the post it answers. */
  readonly replyTo?: string
  /** Whoever it answers hid it from everyone else. */
  readonly hidden?: true
  /** ISO instant. */
  readonly at: string
  /** Where people see it. */
  readonly url: string
  readonly likes: number
  readonly reposts: number
  readonly replies: number
}

export interface StandInMessage {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly text: string
  readonly at: string
}

/** `by`, `profile` and `to` are profile ids, `post` a post's id. */
export type Action =
  | {
      readonly kind: 'post'
      readonly by: string
      readonly text: string
      readonly images?: readonly ActionImage[]
      /** Instead of pictures, on networks whose stand-in shows films that people take. @throws Error on the others */
      readonly film?: ActionFilm
    }
  | { readonly kind: 'reply'; readonly by: string; readonly post: string; readonly text: string }
  | { readonly kind: 'edit'; readonly by: string; readonly post: string; readonly text: string }
  | { readonly kind: 'delete'; readonly by: string; readonly post: string }
  | { readonly kind: 'like' | 'repost'; readonly by: string; readonly post: string }
  | { readonly kind: 'follow'; readonly by: string; readonly profile: string }
  | { readonly kind: 'message'; readonly by: string; readonly to: string; readonly text: string }

/** `by` and `of` are profile ids. A network has stars, or whether somebody recommends. @throws Error where it is not the one given */
export type NewReview = { readonly by: string; readonly of: string; readonly text: string } & (
  | { readonly recommends: boolean }
  | { readonly stars: 1 | 2 | 3 | 4 | 5 }
)

export interface Crowd {
  /** A post's or a profile's id. */
  readonly on: string
  /** How often; less than 0 takes back. */
  readonly figures: Readonly<Partial<Record<InsightMetric, number>>>
  /** When; absent: now. */
  readonly at?: Temporal.Instant
}

/** An MP4, as a telephone takes it. */
export interface ActionFilm {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly alt: string
}

export interface ActionImage {
  readonly bytes: Uint8Array
  readonly mimeType: string
  readonly alt: string
}
