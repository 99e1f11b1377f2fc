import { oc } from '@orpc/contract'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fetch'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { createClient } from './client.ts'

const contract = {
  notes: { add: oc.input(z.object({ text: z.string() })).output(z.object({ text: z.string(), key: z.string(), auth: z.string() })) },
}

function server() {
  const os = implement(contract).$context<{ headers: Headers }>()
  const router = os.router({
    notes: {
      add: os.notes.add.handler(({ input, context }) => ({
        text: input.text,
        key: context.headers.get('idempotency-key') ?? 'none',
        auth: context.headers.get('authorization') ?? 'none',
      })),
    },
  })
  const handler = new RPCHandler(router)
  return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { response } = await handler.handle(request, { prefix: '/rpc', context: { headers: request.headers } })
    return response ?? new Response('Nothing here', { status: 404 })
  }
}

test('calls what the contract says, with the key of the call and the headers of all calls', async () => {
  const client = createClient<typeof contract>({
    url: 'http://hearth.example/rpc',
    headers: { authorization: 'Bearer x' },
    fetch: server(),
  })
  expect(await client.notes.add({ text: 'hello' })).toEqual({ text: 'hello', key: 'none', auth: 'Bearer x' })
  expect(await client.notes.add({ text: 'hello' }, { context: { idempotencyKey: 'k1' } })).toMatchObject({ key: 'k1' })
})
