import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

/** One request that a connector sent in a test, and what came back. Bodies are base64. */
export const ExchangeSchema = z.object({
  network: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  status: z.int(),
  answerHeaders: z.record(z.string(), z.string()),
  answer: z.string(),
})
export type Exchange = z.output<typeof ExchangeSchema>

/** Longer bodies are films and large pictures: others of their kind stand for them. */
const most = 400_000

/** Writes down every exchange with a network where `HEARTH_EXCHANGES` names a folder; otherwise nothing happens. */
export function recording(network: string, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const folder = process.env['HEARTH_EXCHANGES']
  if (!folder) return fetch
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${network}-${process.pid}.jsonl`)
  return async (input, init) => {
    // A request can be read once only: what is sent stays as it is.
    const [read, sent] = init?.body instanceof ReadableStream ? init.body.tee() : [init?.body, init?.body]
    const whole: RequestInit & { duplex: 'half' } = { ...init, ...(read ? { body: read } : {}), duplex: 'half' }
    const request = new Request(input instanceof Request ? input.clone() : input, whole)
    const response = await fetch(input, sent ? { ...init, body: sent } : init)
    const [body, answer] = [Buffer.from(await request.arrayBuffer()), Buffer.from(await response.clone().arrayBuffer())]
    const exchange: Exchange = {
      network,
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: body.toString('base64'),
      status: response.status,
      answerHeaders: Object.fromEntries(response.headers),
      answer: answer.toString('base64'),
    }
    if (body.length <= most && answer.length <= most) appendFileSync(file, `${JSON.stringify(exchange)}\n`)
    return response
  }
}
