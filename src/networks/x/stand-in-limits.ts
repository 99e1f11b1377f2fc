import { type Asked, tooManyRequests } from './stand-in-wire.ts'

interface Limit {
  readonly name: string
  readonly times: number
  readonly seconds: number
}

const quarter = 15 * 60
const day = 24 * 60 * 60

/** From X's table of rate limits (for each user, 15 minutes; posts also for each app, 24 hours) and its general limit of 2,400 posts a day. */
export const limits = {
  createPost: { name: 'POST /2/tweets', times: 100, seconds: quarter },
  postsOfUser: { name: 'user 24hour', times: 2400, seconds: day },
  postsOfApp: { name: 'app 24hour', times: 10_000, seconds: day },
  deletePost: { name: 'DELETE /2/tweets/:id', times: 50, seconds: quarter },
  readPost: { name: 'GET /2/tweets/:id', times: 900, seconds: quarter },
  readTimeline: { name: 'GET /2/users/:id/tweets', times: 900, seconds: quarter },
  readMentions: { name: 'GET /2/users/:id/mentions', times: 300, seconds: quarter },
  readQuotes: { name: 'GET /2/tweets/:id/quote_tweets', times: 75, seconds: quarter },
  hidePost: { name: 'PUT /2/tweets/:id/hidden', times: 50, seconds: quarter },
  readMessages: { name: 'GET /2/dm_events', times: 15, seconds: quarter },
  sendMessage: { name: 'POST /2/dm_conversations/:id/messages', times: 15, seconds: quarter },
  messagesOfUser: { name: 'user 24hour messages', times: 1440, seconds: day },
  searchUsers: { name: 'GET /2/users/search', times: 900, seconds: quarter },
  readMe: { name: 'GET /2/users/me', times: 75, seconds: quarter },
  initialize: { name: 'POST /2/media/upload/initialize', times: 1875, seconds: quarter },
  append: { name: 'POST /2/media/upload/:id/append', times: 1875, seconds: quarter },
  finalize: { name: 'POST /2/media/upload/:id/finalize', times: 1875, seconds: quarter },
  mediaStatus: { name: 'GET /2/media/upload', times: 1000, seconds: quarter },
  metadata: { name: 'POST /2/media/metadata', times: 500, seconds: quarter },
} as const satisfies Record<string, Limit>

const prefixes: Readonly<Record<string, string>> = {
  'user 24hour': 'x-user-limit-24hour',
  'app 24hour': 'x-app-limit-24hour',
  'user 24hour messages': 'x-user-limit-24hour',
}

/** Counts one request against a limit and says in the headers how many are left. @throws Refused (429) where none are. */
export function spend({ server, headers }: Asked, limit: Limit, key: string): void {
  const { state, world } = server
  if (world.rateLimits === false) return
  const now = world.now().epochMilliseconds
  state.spent = state.spent.filter(({ until }) => until > now)
  const name = `${limit.name} ${key}`
  const known = state.spent.find((each) => each.key === name)
  const spent = known ?? { key: name, used: 0, until: now + limit.seconds * 1000 }
  if (!known) state.spent.push(spent)
  const isOver = spent.used >= limit.times
  if (!isOver) spent.used += 1
  const prefix = prefixes[limit.name] ?? 'x-rate-limit'
  headers.set(`${prefix}-limit`, String(limit.times))
  headers.set(`${prefix}-remaining`, String(limit.times - spent.used))
  headers.set(`${prefix}-reset`, String(Math.ceil(spent.until / 1000)))
  if (isOver) throw tooManyRequests()
}
