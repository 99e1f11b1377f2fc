import { z } from 'zod'

import { Refused, type Server } from './stand-in-wire.ts'

const Metadata = z.object({
  client_id: z.string(),
  client_name: z.string().optional(),
  redirect_uris: z.array(z.string()).min(1),
  scope: z.string(),
  response_types: z.array(z.string()),
  grant_types: z.array(z.string()),
  token_endpoint_auth_method: z.literal('none'),
  dpop_bound_access_tokens: z.literal(true),
})

/** A program that asks for rights. */
export interface Client {
  readonly id: string
  readonly name: string
  readonly redirectUris: readonly string[]
  readonly scope: string
}

/** Who a client is: told by its id on the same machine, else by the document its id leads to. @throws Refused `invalid_client_metadata` or `invalid_client` */
export async function clientOf({ world }: Server, id: string): Promise<Client> {
  if (!URL.canParse(id)) throw new Refused(400, 'invalid_client', `“${id}” is no client id`)
  const url = new URL(id)
  if (url.protocol === 'http:') return loopbackClient(id, url)
  if (url.protocol !== 'https:' || url.pathname === '/')
    throw new Refused(400, 'invalid_client', 'A client id is an https address with a path')
  const document = await readDocument(world.fetch, url)
  const parsed = Metadata.safeParse(document)
  if (!parsed.success) throw wrong(`The document is not valid: ${parsed.error.issues[0]?.message ?? ''}`)
  const { data } = parsed
  if (data.client_id !== id) throw wrong('The document names another client_id')
  if (!data.response_types.includes('code') || !data.grant_types.includes('authorization_code'))
    throw wrong('The document lacks the code flow')
  if (!data.scope.split(' ').includes('atproto')) throw wrong('The scope must include "atproto"')
  return { id, name: data.client_name ?? url.host, redirectUris: data.redirect_uris, scope: data.scope }
}

/** `http://localhost?redirect_uri=…&scope=…`: a program on the person's own machine. */
function loopbackClient(id: string, url: URL): Client {
  if (url.origin !== 'http://localhost' || url.pathname !== '/')
    throw new Refused(400, 'invalid_client', 'A client on this machine is called http://localhost')
  const redirectUris = url.searchParams.getAll('redirect_uri')
  if (redirectUris.some((uri) => !/^http:\/\/(127\.0\.0\.1|\[::1\])[:/]/.test(uri)))
    throw wrong('A client on this machine comes back to 127.0.0.1 or [::1]')
  return {
    id,
    name: 'localhost',
    redirectUris: redirectUris.length > 0 ? redirectUris : ['http://127.0.0.1/', 'http://[::1]/'],
    scope: url.searchParams.get('scope') ?? 'atproto',
  }
}

async function readDocument(fetch: typeof globalThis.fetch, url: URL): Promise<unknown> {
  try {
    const answer = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'error' })
    if (answer.status !== 200) throw wrong(`${url.href} answered ${answer.status}`)
    return await answer.json()
  } catch (error) {
    if (error instanceof Refused) throw error
    throw wrong(`${url.href} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function wrong(message: string): Refused {
  return new Refused(400, 'invalid_client_metadata', message)
}
