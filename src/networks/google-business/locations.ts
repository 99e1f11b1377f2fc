import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Connected, NetworkEnvironment, Outcome, Secret } from '../network.ts'
import { type App, asSecret, type Tokens } from '../oauth-tokens.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { signedInTo } from './session.ts'

/** What of the addresses is kept while the person is at Google. */
export const pendingSchema = z.object({
  api: z.url(),
  directory: z.url(),
  information: z.url(),
  performance: z.url(),
  token: z.url(),
  web: z.url(),
})
type Begun = z.infer<typeof pendingSchema> & App

const accountsSchema = z.object({ accounts: z.array(z.object({ name: z.string() })).default([]), nextPageToken: z.string().optional() })

const aboutSchema = z.object({
  phoneNumbers: z.object({ primaryPhone: z.string().optional() }).optional(),
  metadata: z.object({ hasVoiceOfMerchant: z.boolean().default(false), mapsUri: z.url().optional() }).optional(),
})
type About = z.infer<typeof aboutSchema>

const locationSchema = aboutSchema.extend({
  name: z.string().regex(/^locations\/.+/),
  title: z.string().default(''),
  storeCode: z.string().optional(),
  storefrontAddress: z.object({ locality: z.string().optional(), addressLines: z.array(z.string()).default([]) }).optional(),
})
type Location = z.infer<typeof locationSchema>
const locationsSchema = z.object({ locations: z.array(locationSchema).default([]), nextPageToken: z.string().optional() })

/** Of accounts and locations together: enough for 1,500 locations. */
const mostPages = 30

/**
 * Every location that the person may manage, in whichever of their accounts: the first, and the others with it. Where a location is in
 * several, the account that names it first is kept, and their own comes first.
 */
export async function connectLocations(
  begun: Begun,
  tokens: Tokens & { readonly refresh_token: string },
  environment: NetworkEnvironment,
): Promise<Outcome<Connected>> {
  const authorization = `Bearer ${tokens.access_token}`
  const pages = { left: mostPages }
  const accounts = await listAll(pages, async (pageToken) => {
    const query = { pageSize: '20', ...pageToken }
    const call = { api: begun.directory, authorization, method: 'GET', path: '/v1/accounts', query, answer: accountsSchema } as const
    const read = await ask(call, environment)
    return read.ok ? { ok: true, value: { items: read.value.accounts, next: read.value.nextPageToken } } : read
  })
  if (!accounts.ok) return accounts
  const found = new Map<string, { readonly location: Location; readonly account: string }>()
  for (const { name: account } of accounts.value) {
    const locations = await listAll(pages, async (pageToken) => {
      const query = { readMask: 'name,title,storeCode,storefrontAddress,phoneNumbers,metadata', pageSize: '100', ...pageToken }
      const call = { api: begun.information, authorization, method: 'GET', path: `/v1/${account}/locations`, query } as const
      const read = await ask({ ...call, answer: locationsSchema }, environment)
      return read.ok ? { ok: true, value: { items: read.value.locations, next: read.value.nextPageToken } } : read
    })
    if (!locations.ok) return locations
    for (const location of locations.value) if (!found.has(location.name)) found.set(location.name, { location, account })
  }
  const secret = asSecret(begun, tokens, environment.now())
  const titles = [...found.values()].map(({ location }) => location.title)
  const [first, ...others] = [...found.values()].map(({ location, account }) =>
    asConnected(location, { account, begun, secret, isShared: titles.filter((title) => title === location.title).length > 1 }),
  )
  if (!first) return rejected('no-location')
  return { ok: true, value: others.length > 0 ? { ...first, others } : first }
}

interface Listed<Item> {
  readonly items: readonly Item[]
  readonly next: string | undefined
}

async function listAll<Item>(
  pages: { left: number },
  read: (pageToken: Readonly<Record<string, string>>) => Promise<Outcome<Listed<Item>>>,
): Promise<Outcome<readonly Item[]>> {
  const all: Item[] = []
  let next: string | undefined
  do {
    pages.left -= 1
    const page = await read(next === undefined ? {} : { pageToken: next })
    if (!page.ok) return page
    all.push(...page.value.items)
    next = page.value.next
  } while (next !== undefined && next !== '' && pages.left > 0)
  return { ok: true, value: all }
}

interface Around {
  readonly account: string
  readonly begun: Begun
  readonly secret: Secret
  /** Others of the same sign-in are called the same. */
  readonly isShared: boolean
}

/** Google knows no handles. The name is made one; where several locations have it, what tells them apart is where they are. */
function asConnected(location: Location, { account, begun, secret, isShared }: Around): Connected {
  const { name, title, storeCode = '', storefrontAddress, metadata } = location
  const { api, information, performance, token, web } = begun
  const id = name.replace('locations/', '')
  const where = [...(storefrontAddress?.addressLines.slice(0, 1) ?? []), storefrontAddress?.locality ?? ''].filter((each) => each !== '')
  const profile = metadata?.mapsUri ?? `${web}/maps/search/?api=1&query=${encodeURIComponent([title, ...where].join(' '))}`
  return {
    externalId: id,
    handle: asHandle([title, ...(isShared ? [where[0] ?? (storeCode || id)] : [])]) || id,
    displayName: title,
    profileUrl: profile,
    settings: { api, information, performance, token, account, location: name, profile },
    limits: limitsOf(location),
    secret,
  }
}

function asHandle(pieces: readonly string[]): string {
  return pieces.map((piece) => piece.trim().replaceAll(/[\s,@]+/gu, '-')).join('-')
}

function limitsOf({ metadata, phoneNumbers }: About): Json {
  return { voice: metadata?.hasVoiceOfMerchant ?? false, phone: (phoneNumbers?.primaryPhone ?? '') !== '' }
}

/** Whether the business may speak, and can be called, changes in Google's own pages. */
export async function readLimits(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { place, ...to } = signedInTo('information', access)
  const query = { readMask: 'name,phoneNumbers,metadata' }
  const read = await ask({ ...to, method: 'GET', path: place, query, answer: aboutSchema.extend({ name: z.string() }) }, environment)
  return read.ok ? { ok: true, value: limitsOf(read.value) } : read
}
