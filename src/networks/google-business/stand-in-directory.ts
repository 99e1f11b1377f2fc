import { z } from 'zod'

import type { Json } from '#kit/json'

import { managed, signedIn } from './stand-in-access.ts'
import type { Person } from './stand-in-state.ts'
import { type Asked, invalid, notFound, pageOf, query } from './stand-in-wire.ts'

const Paging = { pageToken: z.string().optional() }
const Accounts = z.strictObject({ pageSize: z.coerce.number().int().min(1).max(20).default(20), ...Paging })

/** `GET /v1/accounts` of the Account Management API: one, personal, for whoever signed in. */
export function listAccounts(asked: Asked): Json {
  const grant = signedIn(asked, 'mybusinessaccountmanagement.googleapis.com')
  const { people } = asked.server.state
  const owner = people.find(({ accountId }) => accountId === grant.accountId)
  const account = {
    name: `accounts/${grant.accountId}`,
    accountName: owner?.displayName ?? '',
    type: 'PERSONAL',
    verificationState: 'UNVERIFIED',
    vettedState: 'NOT_VETTED',
  }
  const { items, next } = pageOf([account], query(asked, Accounts))
  return { accounts: items, ...next }
}

const readable = ['name', 'title', 'storeCode', 'storefrontAddress', 'phoneNumbers', 'metadata', 'websiteUri', 'languageCode'] as const

/** Required; a field that nobody knows is refused. */
const readMask = z
  .string()
  .transform((written) => written.split(','))
  .pipe(z.array(z.enum(readable)).min(1))
const Locations = z.strictObject({ readMask, pageSize: z.coerce.number().int().min(1).max(100).default(10), ...Paging })

/** `GET /v1/accounts/{account}/locations` of the Business Information API. */
export function listLocations(asked: Asked, account: string): Json {
  const grant = signedIn(asked, 'mybusinessbusinessinformation.googleapis.com')
  const { readMask: fields, ...page } = query(asked, Locations)
  if (account !== grant.accountId) throw notFound()
  const own = asked.server.state.people.filter(({ business, accountId }) => business && accountId === account)
  const { items, next } = pageOf(own, page)
  return { ...(items.length > 0 ? { locations: items.map((person) => asLocation(asked, person, fields)) } : {}), ...next }
}

/** `GET /v1/locations/{location}` of the same. */
export function getLocation(asked: Asked, location: string): Json {
  const grant = signedIn(asked, 'mybusinessbusinessinformation.googleapis.com')
  const { readMask: fields } = query(asked, z.strictObject({ readMask }))
  return asLocation(asked, managed(asked, grant, { location }), fields)
}

function asLocation({ server }: Asked, person: Person, fields: readonly string[]): Json {
  const { id, displayName, handle, phone, verified } = person
  const whole: Readonly<Record<string, Json>> = {
    name: `locations/${id}`,
    title: displayName,
    storeCode: handle,
    storefrontAddress: { regionCode: 'TW', languageCode: 'zh-TW', locality: '臺北市', addressLines: [streetOf(id)] },
    phoneNumbers: phone === '' ? {} : { primaryPhone: phone },
    metadata: {
      ...(verified ? { hasVoiceOfMerchant: true } : {}),
      placeId: `ChIJ${id}`,
      mapsUri: `${server.world.webOrigin}/maps?cid=${id}`,
      newReviewUri: `${server.world.webOrigin}/maps?cid=${id}`,
    },
    websiteUri: `https://${handle}.example`,
    languageCode: 'zh-TW',
  }
  const unknown = fields.find((field) => !(field in whole))
  if (unknown !== undefined) throw invalid('read_mask', `${unknown} is not known.`)
  return Object.fromEntries(fields.map((field) => [field, whole[field] ?? null]))
}

const streets = ['中山北路二段', '永康街', '迪化街一段', '民生東路五段'] as const

function streetOf(id: string): string {
  return `${streets[Number(id.slice(-3)) % streets.length] ?? streets[0]} ${(Number(id.slice(-2)) % 98) + 1} 號`
}
