import type { Json } from '#kit/json'

/** How a network tells by itself what happened: it sends signed messages to an address that the owner of the app enters there. */
export interface Webhooks {
  /** The network asks whether the address is ours: what it wants to hear, or undefined where the question is not the network's. Pure. */
  challenge?(query: Readonly<Record<string, string>>, keys: WebhookKeys): WebhookAnswer | undefined
  /** Is it signed with the app's secret, over its bytes as they came? Compared in constant time. Pure. */
  isGenuine(sent: WebhookMessage, keys: WebhookKeys): boolean
  /** What it tells, in the order told; undefined where it cannot be understood. What nobody here wants to hear (likes) is left out. Pure. */
  eventsIn(body: string): readonly WebhookEvent[] | undefined
}

/** `app`: the keys by the names of `appFields`. `token`: what the owner enters beside the address, where the network asks for it. */
export interface WebhookKeys {
  readonly app: Json
  readonly token: string
}

export interface WebhookMessage {
  readonly headers: Pick<Headers, 'get'>
  readonly body: Uint8Array
}

export interface WebhookAnswer {
  readonly contentType: string
  readonly body: string
}

export interface WebhookEvent {
  /** `AccountAccess.externalId` of the profile that it is for. */
  readonly account: string
  /** For `Inbox.told`. */
  readonly event: Json
}
