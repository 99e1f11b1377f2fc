import type { InboxPage, Network, NetworkEnvironment, AccountAccess, WebhookKeys } from './network.ts'

/** Hears what a stand-in tells by itself, as the server would at its door. */
export interface Ear {
  readonly fetch: typeof globalThis.fetch
  /** What was told since the last time, understood. */
  heard(access: AccountAccess, environment: NetworkEnvironment): Promise<Pick<InboxPage, 'items' | 'gone'>>
  /** Signatures that were refused. */
  readonly refused: () => number
}

export const doorAddress = 'https://hearth.example/webhooks/door'

export function earFor({ inbox }: Network, keys: WebhookKeys): Ear {
  const bodies: string[] = []
  let refused = 0
  const fetch: Ear['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    const { searchParams } = new URL(request.url)
    if (request.method === 'GET') {
      const answer = inbox?.webhooks?.challenge?.(Object.fromEntries(searchParams), keys)
      return answer ? new Response(answer.body) : new Response('', { status: 403 })
    }
    const body = new Uint8Array(await request.arrayBuffer())
    if (!inbox?.webhooks?.isGenuine({ headers: request.headers, body }, keys)) {
      refused += 1
      return new Response('', { status: 403 })
    }
    bodies.push(Buffer.from(body).toString())
    return new Response('OK')
  }
  return {
    fetch,
    refused: () => refused,
    heard: async (access, environment) => {
      const events = bodies.splice(0).flatMap((body) => inbox?.webhooks?.eventsIn(body) ?? [])
      const own = events.filter(({ account }) => account === access.externalId).map(({ event }) => event)
      const told = await inbox?.told?.({ events: own, known: async () => new Map(), people: async () => new Set() }, access, environment)
      if (!told?.ok) throw new Error(JSON.stringify(told))
      return told.value
    },
  }
}
