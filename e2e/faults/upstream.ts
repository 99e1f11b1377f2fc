import type { Answer } from '../../src/networks/test-faults.ts'

/** A request as it passes the proxy. */
export interface Passing {
  readonly method: string
  /** Absolute, by the address the client asked. */
  readonly url: string
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

export type Answering = (passing: Passing) => Promise<Answer>

/** What stands behind the proxy, and what it would say in trouble, each in its own words. */
export interface Upstream {
  /** Whose request it is, and which step of Hearth's work. */
  read(passing: Passing): { readonly profileId: string | undefined; readonly step: string }
  readonly answer: Answering
  /** It, as it is now: whoever asks later hears nothing of what has happened since. */
  asOfNow(): Answering
  /** Its answer to a token that has run out. */
  readonly expired: Answering
  /** Its answer to too many requests. */
  busy(): Answer
}
