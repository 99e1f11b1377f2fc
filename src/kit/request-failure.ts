/** Where a request was when it failed. */
export type Stage = 'refused' | 'dns' | 'connect' | 'sending' | 'waiting' | 'reading' | 'too-large' | 'aborted'

/** A request that got no usable answer. Messages and causes are for logs: redact them before showing or storing. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure'
  readonly stage: Stage
  /** May the other side have received any byte of the request? Only `false` allows sending the same thing again without looking first. */
  readonly sent: boolean

  constructor(message: string, details: { stage: Stage; sent: boolean; cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.stage = details.stage
    this.sent = details.sent
  }
}

/** The RequestFailure inside whatever a client library made of it. */
export function requestFailureIn(error: unknown): RequestFailure | undefined {
  let current = error
  for (let depth = 0; depth < 10 && current instanceof Error; depth += 1) {
    if (current instanceof RequestFailure) return current
    current = current.cause
  }
  return undefined
}
