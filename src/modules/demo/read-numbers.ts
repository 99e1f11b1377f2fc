import { setTimeout as passing } from 'node:timers/promises'

import { dayFromToday } from './days.ts'
import type { Around } from './make-accounts.ts'

interface Reading {
  readonly networks: number
  readonly signal: AbortSignal
  readonly tell: (share: number) => Promise<void>
}

/** After so long the demo opens all the same: what is missing is read a little later, by itself. */
const patienceMs = 20_000

/** Asks for the numbers of the accounts now, once their posts have been found, and waits until they are here. */
export async function readNumbers(around: Around, { networks, signal, tell }: Reading): Promise<void> {
  const { api, brandId } = around
  const until = { end: Date.now() + patienceMs, signal }
  await waitUntil(until, async () => (await networksWithPosts(around)) >= networks)
  await tell(0.2)
  await api.analytics.readNow({ brandId })
  await waitUntil(until, async () => {
    const [accounts, counted] = await Promise.all([api.analytics.status({ brandId }), networksWithNumbers(around)])
    const done = Math.min(counted, accounts.filter(({ readAt, history }) => readAt !== undefined && history?.done !== false).length)
    await tell(0.2 + (0.8 * done) / Math.max(1, networks))
    return done >= networks
  })
}

/** On how many of them the brand is known to have posted. */
async function networksWithPosts({ api, brandId, calendar }: Around): Promise<number> {
  const { startedAt } = calendar
  const { native } = await api.publishing.list({
    brandId,
    from: startedAt.subtract({ hours: 24 * 14 }).toString(),
    to: startedAt.toString(),
    state: ['elsewhere'],
  })
  return new Set(native.map(({ network }) => network)).size
}

/** Of how many of them it is known what came of the posts there. */
async function networksWithNumbers({ api, brandId, calendar }: Around): Promise<number> {
  const period = { from: dayFromToday(calendar, -89), to: dayFromToday(calendar, 0) }
  const { lines } = await api.analytics.figures({ brandId, period, basis: 'published', by: 'network', metrics: ['reactions'] })
  return lines.filter(({ values }) => (values.reactions ?? 0) > 0).length
}

async function waitUntil({ end, signal }: { end: number; signal: AbortSignal }, isSo: () => Promise<boolean>): Promise<void> {
  while (Date.now() < end && !(await isSo())) await passing(150, undefined, { signal })
}
