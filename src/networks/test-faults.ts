import type { StandInKind } from './stand-in.ts'

/** What the fault runs (`e2e/faults`) are told of a network: its `test-faults.ts` exports a list of these, as `faults`. */
export interface FaultSetting extends FaultStories {
  /** Where a network is there twice: what tells it from the usual one. */
  readonly name?: string
  readonly kind: StandInKind
  /** People say what they think in reviews; where this is absent, in comments under posts. */
  readonly hears?: 'reviews'
  /** How it says that there were too many requests, with the shortest pause it can name from three seconds on. */
  readonly busy: () => Answer
}

export interface FaultStories {
  readonly stories: readonly Story[]
  /** The step that an answer to a comment is. Absent where nobody can be answered, or heard. */
  readonly answering?: string
  /** The same of an answer to a private message, where another way leads to it. */
  readonly answeringPrivately?: string
  /** Whether an answer whose outcome is unknown is there, nobody but a person can see: nothing is looked up. */
  readonly answersStayUnseen?: true
  /** Its share of a quick run; absent: none. */
  readonly quick?: QuickShare
}

/** In a quick run each network is in some of the groups; together they meet every kind of fault and every network. */
export interface QuickShare {
  readonly groups: readonly FaultGroup[]
  /** Cases of the group `answers`: none that has to wait until absence counts. Of a story with a name, `name: step`. */
  readonly answers: readonly (readonly [step: string, fault: string])[]
}

/** The groups of `e2e/faults/groups.ts` that a quick run does not try on every network. */
export type FaultGroup = 'inbox' | 'crisis' | 'people' | 'worker' | 'server' | 'two' | 'clock' | 'late'

/** A kind of post on one network, and the steps by which it goes out there, as its stand-in names them. */
export interface Story {
  /** Empty for the usual one. */
  readonly name: string
  /** How its account is arranged on the network, where its stand-in knows more than the usual way (`NewProfile.arrangement`). */
  readonly arrangement?: string
  readonly parts: readonly StoryPart[]
  /** Requests that make nothing visible; `image#2` is the second request of the step `image`. */
  readonly before: readonly string[]
  /** Requests that make something visible. */
  readonly final: readonly string[]
  /** Requests after everything is live. */
  readonly after: readonly string[]
  readonly lookUp: boolean
  /** The step that a look-up is, where one that is done anyway says it all; else `look-up`. */
  readonly looksUpBy?: string
  /** The first step that shows the token, where the final one does not. */
  readonly showsToken?: string
  readonly takeDown: boolean
  readonly tokens: Tokens
  /** How long after it was sent a request that makes something visible may still be accepted, in seconds, where nothing else makes a second one harmless. */
  readonly arrivesWithin?: number
  /** That it is not found proves nothing: a person is rightly asked while any of it is missing, and where nothing is ever looked up whenever the answer is lost. */
  readonly absenceProvesNothing?: true
  /** What has to be chosen or written for this network alone, with the text's id in a title. */
  readonly settings?: Readonly<Record<string, string | boolean>>
}

/**
 * `last`: they do not run out · `renew`: one that ran out is renewed · `rotate`: and each renewal ends the token it was made with, so that a
 * lost answer loses the account · `reconnect`: once they have run out, only connecting again helps.
 */
export type Tokens = 'last' | 'renew' | 'rotate' | 'reconnect'

export interface StoryPart {
  readonly text: string
  readonly images: number
  readonly options: number
  readonly films?: number
}

export interface Answer {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

export function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  const all = { 'content-type': 'application/json', ...headers }
  return { status, headers: Object.entries(all), body: Buffer.from(JSON.stringify(body)) }
}
