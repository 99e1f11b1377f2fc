import { createHmac } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { StandInWorld } from './stand-in.ts'

/** Where the owner of the app had events sent, and what has not arrived there yet. */
export const Callback = z.object({ address: z.string(), waiting: z.array(z.string()) })
export type Callback = z.infer<typeof Callback>

interface Sending {
  readonly world: StandInWorld
  readonly state: { callback?: Callback }
  readonly appSecret: string
}

const sending = new WeakMap<object, Promise<void>>()

/** The owner enters address and token on the page of the app; the network asks there whether the address is theirs. @throws Error with a sentence where it is not. */
export async function enterCallback(
  { world, state }: Sending,
  { address, token }: { readonly address: string; readonly token: string },
): Promise<void> {
  const challenge = String(Math.floor(world.now().epochMilliseconds / 7))
  const url = new URL(address)
  const query = { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': token }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const answer = await world.fetch(url)
  if (answer.status !== 200 || (await answer.text()) !== challenge) {
    throw new Error('The URL couldn’t be validated. Callback verification failed: the callback URL or the verify token is wrong.')
  }
  state.callback = { address, waiting: [] }
  world.changed()
}

/** Tells it, signed, after everything told before. What does not arrive is told again before the next. */
export function tell(of: Sending, body: Json): void {
  const { state, world } = of
  if (!state.callback) return
  state.callback.waiting.push(JSON.stringify(body))
  world.changed()
  const before = sending.get(state) ?? Promise.resolve()
  sending.set(
    state,
    before.then(() => sendWaiting(of)),
  )
}

/** When everything told so far has been sent, or has failed. */
export function allTold(state: object): Promise<void> {
  return sending.get(state) ?? Promise.resolve()
}

async function sendWaiting({ world, state, appSecret }: Sending): Promise<void> {
  while (state.callback) {
    const { address, waiting } = state.callback
    const [body] = waiting
    if (body === undefined || !(await arrives(world, { address, body, appSecret }))) return
    waiting.shift()
    world.changed()
  }
}

async function arrives(
  { fetch }: StandInWorld,
  { address, body, appSecret }: { readonly address: string; readonly body: string; readonly appSecret: string },
): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, appSecret) }
  try {
    const answer = await fetch(address, { method: 'POST', headers, body })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false // Nobody is there; it is tried again before the next.
  }
}

/** As the network signs a message, for whoever sends some of their own. */
export function signatureOf(body: string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
}
