import type { Meaning } from '#contract/inbox'
import type { RuleContent } from '#contract/voice'

import type { Picture } from './draw-picture.ts'

/** What a demo tells, written anew in each language: a made-up brand, its customers, what was and what is planned. */
export interface Story {
  readonly workspace: string
  readonly brand: Profile
  /** Customers with something to say. */
  readonly people: readonly Profile[]
  /** Customers who only read and like. */
  readonly readers: readonly Profile[]
  readonly past: readonly PastPost[]
  readonly voices: readonly Voice[]
  readonly campaigns: readonly Campaign[]
  readonly labels: readonly Label[]
  readonly plan: readonly PlannedPost[]
  readonly drafts: readonly Written[]
  /** Goes out as soon as everything stands, so that there is something that Hearth itself published. */
  readonly now: Written
  /** Goes out with it, so that campaigns have numbers too. */
  readonly today: readonly Written[]
  /** Word for word what the brand posted by hand this morning: a network that refuses repetitions refuses it. */
  readonly twice: { readonly on: string; readonly text: string }
  readonly trade: Trade
  readonly evergreen: Evergreen
  /** Made once, and each month by itself. */
  readonly report: { readonly name: string; readonly message: string }
  readonly house: House
}

export interface Profile {
  readonly handle: string
  readonly name: string
  readonly bio?: string
}

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Posted in the network's own app. */
export interface PastPost {
  /** The day of that name so many weeks ago: 0 is among the last seven days. */
  readonly weeksAgo: number
  readonly day: Weekday
  /** By the brand's clock. */
  readonly time: string
  readonly on: readonly string[]
  readonly text: string
  readonly picture?: Shown
  /** Instead of a picture: the camera draws near to it. */
  readonly film?: Shown
  readonly answers?: readonly Answer[]
  /** Share of all customers who liked it. */
  readonly liked: number
  /** How much more than usual many made of it; 1 if absent. */
  readonly success?: number
}

export interface Shown extends Picture {
  readonly alt: string
}

/** The customer's number in `people`, what they said, and what the brand said to that. */
export interface Answer {
  readonly by: number
  readonly text: string
  readonly reply?: string
}

/** A customer speaks first: `{brand}` in the text becomes a mention. */
export interface Voice {
  readonly kind: 'mention' | 'message'
  readonly by: number
  readonly weeksAgo: number
  readonly day: Weekday
  readonly time: string
  readonly on: string
  readonly text: string
  readonly reply?: string
}

type Colour = 'rose' | 'clay' | 'olive' | 'teal' | 'sky' | 'indigo' | 'plum' | 'slate'

export interface Campaign {
  readonly name: string
  readonly colour: Colour
  /** From the first to the last day, counted from today. */
  readonly days: readonly [number, number]
}

export interface Label {
  readonly name: string
  readonly colour: Colour
}

/** A post of Hearth. */
export interface Written {
  readonly on: readonly string[]
  /** Several make a thread. */
  readonly parts: readonly string[]
  /** Of the first part. */
  readonly pictures?: readonly Shown[]
  /** What a network gets instead of the text, as one part, with the same pictures. */
  readonly otherwise?: Readonly<Record<string, string>>
  /** A network's own settings. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string | boolean>>>>
  readonly poll?: readonly string[]
  /** Numbers in the lists of the story. */
  readonly campaign?: number
  readonly labels?: readonly number[]
}

export interface PlannedPost extends Written {
  /** The next day of that name, and so many weeks after it. */
  readonly week: number
  readonly day: Weekday
  readonly time: string
}

/** What the brand sells on its site to those who follow its links, and what that costs. All of it in new Taiwan dollars. */
export interface Trade {
  readonly site: { readonly name: string; readonly origin: string }
  readonly links: readonly TradeLink[]
  /** The same each month. */
  readonly costs: readonly MonthlyCost[]
}

export interface TradeLink {
  readonly title: string
  readonly target: string
  readonly campaign?: number
  /** The networks on which people find it; none: it is printed. */
  readonly on: readonly string[]
  /** So many days ago it was there for the first time. */
  readonly since: number
  /** So many people follow it on an ordinary day. */
  readonly perDay: number
  /** What the share of them comes to who do more than look. Without `worth` it has no price. */
  readonly brings?: {
    readonly stage: 'lead' | 'opportunity' | 'sale'
    readonly share: number
    readonly worth?: readonly number[]
  }
}

export type MonthlyCost = { readonly name: string; readonly campaign?: number } & (
  | { readonly kind: 'ads' | 'tools'; readonly amount: string }
  | { readonly kind: 'hours'; readonly hours: string; readonly rate: string }
)

/** What is worth saying again, where and when. */
export interface Evergreen {
  readonly name: string
  readonly on: readonly string[]
  /** As `2T09:30`; 1 is Monday. */
  readonly slots: readonly string[]
  /** Each of them in several wordings. */
  readonly posts: readonly (readonly string[])[]
}

/** How the brand works: what it wants of its words, and what it answers and does again and again. */
export interface House {
  readonly rules: readonly RuleContent[]
  readonly answers: readonly {
    readonly name: string
    readonly shortcut: string
    readonly texts: readonly { readonly language: string; readonly text: string }[]
  }[]
  readonly playbooks: readonly {
    readonly meaning: Meaning
    readonly steps: readonly string[]
    readonly tone: string
    /** Its number in `answers`. */
    readonly answer?: number
  }[]
}
