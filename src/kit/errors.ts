import type { RefusalKind } from './contract.ts'

/** Expected trouble on its way to the caller: the server turns it into the contract's declared error of the same code. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly status: number
  readonly data: unknown
  constructor(code: string, kind: RefusalKind, data?: unknown) {
    super(kind.message)
    this.code = code
    this.status = kind.status
    this.data = data
  }
}

/** `throw refuse(refusals, 'POST_IS_SENDING')`: only codes that the table declares can be thrown. */
export function refuse<Kinds extends Record<string, RefusalKind>>(kinds: Kinds, code: keyof Kinds & string, data?: unknown): Refusal {
  const kind = kinds[code]
  if (!kind) throw new Error(`No refusal named ${code}`)
  return new Refusal(code, kind, data)
}
