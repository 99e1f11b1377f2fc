import type { Server } from './stand-in-state.ts'

interface Rate {
  readonly name: string
  readonly most: number
  readonly seconds: number
}

/** docs.discord.com/developers/topics/rate-limits: fifty a second for a bot in all; what each route allows is told by its answers alone, so these are as seen. */
const everything: Rate = { name: 'global', most: 50, seconds: 1 }
const sending: Rate = { name: 'send', most: 5, seconds: 5 }
const crossposting: Rate = { name: 'crosspost', most: 10, seconds: 3600 }
/** Answers of 401, 403 and 429 in ten minutes, before what stands in front of the network shuts the door. */
const wrong: Rate = { name: 'invalid', most: 10_000, seconds: 600 }

interface Route {
  readonly who: string
  readonly method: string
  readonly path: string
}

/** Counts a request; the answer where it is one too many, else the headers that tell of its bucket. */
export function spend(
  server: Server,
  { who, method, path }: Route,
): { readonly refused?: Response; readonly headers: Readonly<Record<string, string>> } {
  if (server.world.rateLimits === false || !server.settings.rates) return { headers: {} }
  if (count(server, { who, rate: wrong, by: 0 }).left <= 0) return { refused: shut(), headers: {} }
  const rates = [everything, ...(method === 'POST' ? [path.endsWith('/crosspost') ? crossposting : sending] : [])]
  for (const rate of rates) {
    const { over, left, after } = count(server, {
      who: rate === everything ? who : `${who} ${path.replace(/\d{17,}(?=\/crosspost)/, '')}`,
      rate,
      by: 1,
    })
    const headers = {
      'x-ratelimit-limit': String(rate.most),
      'x-ratelimit-remaining': String(Math.max(left, 0)),
      'x-ratelimit-reset-after': after.toFixed(3),
      'x-ratelimit-bucket': rate.name,
    }
    if (over) return { refused: tooMany(after, rate === everything, headers), headers }
    if (rate === rates.at(-1)) return { headers }
  }
  return { headers: {} }
}

/** What is refused counts towards the door being shut. */
export function noteAnswer(server: Server, who: string, status: number): void {
  if ([401, 403, 429].includes(status)) count(server, { who, rate: wrong, by: 1 })
}

function count({ spent, world }: Server, { who, rate, by }: { readonly who: string; readonly rate: Rate; readonly by: number }) {
  const now = world.now().epochMilliseconds
  const key = `${rate.name} ${who}`
  const known = spent.get(key)
  const window = known && known.until > now ? known : { count: 0, until: now + rate.seconds * 1000 }
  window.count += by
  spent.set(key, window)
  const left = rate.most - window.count
  return { over: left < 0, left, after: (window.until - now) / 1000 }
}

function tooMany(after: number, global: boolean, headers: Readonly<Record<string, string>>): Response {
  const body = { message: 'You are being rate limited.', retry_after: after, global }
  const scope = { 'x-ratelimit-scope': global ? 'global' : 'user', 'retry-after': String(Math.ceil(after)) }
  return Response.json(body, { status: 429, headers: { ...headers, ...scope, ...(global ? { 'x-ratelimit-global': 'true' } : {}) } })
}

function shut(): Response {
  const page =
    '<!doctype html><title>Access denied | discord.com used Cloudflare to restrict access</title><p>You are being blocked from accessing our API temporarily.'
  return new Response(page, { status: 429, headers: { 'content-type': 'text/html', 'retry-after': '1800' } })
}
