import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'

/** Given with a call: `client.publishing.createPost(input, { context: { idempotencyKey } })`. */
export interface ClientContext {
  /** One per intention: a double click or a retry with the same key makes one thing. */
  readonly idempotencyKey?: string
}

export interface ClientOptions {
  /** Where the API's RPC door is, e.g. `https://hearth.example/rpc`. */
  readonly url: string | URL | (() => string)
  /** Sent with every call, e.g. the authorization of an API key. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>)
  readonly fetch?: typeof globalThis.fetch
}

/** The API as typed functions, made of the contract: `createClient<typeof contract>({ url })`. */
export function createClient<Contract extends AnyContractRouter>(options: ClientOptions): ContractRouterClient<Contract, ClientContext> {
  const { headers = {}, fetch = globalThis.fetch } = options
  const link = new RPCLink<ClientContext>({
    url: options.url,
    headers: ({ context }) => ({
      ...(typeof headers === 'function' ? headers() : headers),
      ...(context.idempotencyKey && { 'idempotency-key': context.idempotencyKey }),
    }),
    // The session travels as a cookie.
    fetch: (request, init) => fetch(request, { ...init, credentials: 'include' }),
  })
  return createORPCClient(link)
}
