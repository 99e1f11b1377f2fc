import { Agent } from 'undici'

import { type Door, headersFor } from '../../e2e/support/facebook-door.ts'

/** Answers when Hearth has acknowledged it. Without a stream for each answer: who tells shares the machine with who is measured. @throws Error where it does not. */
export function tell(door: Door, body: string, headers = headersFor(body, door.secret)): Promise<void> {
  const { origin, pathname: path } = new URL(door.url)
  return new Promise((resolve, reject) => {
    let status = 0
    agent.dispatch(
      { origin, path, method: 'POST', headers, body },
      {
        onRequestStart: () => undefined,
        onResponseData: () => undefined,
        onResponseStart: (_, statusCode) => {
          status = statusCode
        },
        onResponseEnd: () => (status === 200 ? resolve() : reject(new Error(`The door answered ${status}.`))),
        onResponseError: (_, error) => reject(error),
      },
    )
  })
}

/** As many connections as a network's servers open. */
export const atOnce = 64
const agent = new Agent({ connections: atOnce })

/** All of them, as fast as they are taken; signed before. Answers when the first was sent. */
export async function tellAll(door: Door, bodies: readonly string[]): Promise<number> {
  const signed = bodies.map((body) => ({ body, headers: headersFor(body, door.secret) }))
  const began = performance.now()
  let next = 0
  const runner = async () => {
    for (let each = signed[next++]; each !== undefined; each = signed[next++]) await tell(door, each.body, each.headers)
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
  return began
}
