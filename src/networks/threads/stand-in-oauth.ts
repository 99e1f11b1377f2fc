import type { Json } from '#kit/json'

import { day, exchangeShort, giveToken, type Login, longAnswer, refreshToken, refuse, signedBy, takeCode } from '../stand-in-graph-login.ts'
import { asJson, needed } from '../stand-in-graph.ts'
import { newSecret } from '../stand-in-ids.ts'
import { isOver } from '../stand-in-time.ts'
import { page } from './stand-in-pages.ts'
import type { Person } from './stand-in-state.ts'
import type { Asked } from './stand-in-wire.ts'

export const login: Login<Person> = {
  name: 'Threads',
  app: { clientId: '826044517310931', clientSecret: '5d2f8a1c9b3e47d60a1b2c3d4e5f6071' },
  knownScopes: [
    'threads_basic',
    'threads_content_publish',
    'threads_manage_replies',
    'threads_read_replies',
    'threads_manage_insights',
    'threads_delete',
    'threads_manage_mentions',
    'threads_keyword_search',
    'threads_location_tagging',
    'threads_profile_discovery',
  ],
  isEnough: (scopes) => scopes.includes('threads_basic'),
  isOffered: () => true,
  words: {
    strangeApp: 'An unknown error has occurred: the app ID is not valid',
    wrong: 'Something went wrong',
    nobody: 'There is nobody here.',
  },
  page,
  tokenHead: 'THAA',
}

/** `POST /oauth/access_token`, which answers in a form of its own when something is wrong. */
export function exchangeCode(asked: Asked): Response {
  const code = takeCode(login, asked)
  if (code instanceof Response) return code
  const token = giveToken(login, asked.server, { kind: 'short', personId: code.personId, scopes: code.scopes })
  return asJson({ access_token: token.token, user_id: token.personId }, asked.answerHeaders)
}

/** `GET /oauth/access_token`: a token of the app itself. */
export function giveAppToken({ parameters, answerHeaders }: Asked): Response {
  const { app } = login
  if (parameters.get('grant_type') !== 'client_credentials') return refuse('Invalid grant_type')
  if (parameters.get('client_id') !== app.clientId) return refuse('Invalid platform app')
  if (parameters.get('client_secret') !== app.clientSecret) return refuse('Error validating client secret')
  return asJson({ access_token: `TH|${app.clientId}|${newSecret('', 27)}`, token_type: 'bearer' }, answerHeaders)
}

export function exchangeToken(asked: Asked, how: 'exchange' | 'refresh'): Response {
  const shown = { grant: `th_${how}_token`, token: () => signedBy(asked) }
  const given = how === 'exchange' ? exchangeShort(login, asked, shown) : refreshToken(login, asked, shown)
  return longAnswer(given, asked, { tellsScopes: false })
}

/** `GET /debug_token`: what a token is good for. */
export function debugToken(asked: Asked): Json {
  const token = asked.server.state.tokens.find((each) => each.token === needed(asked, 'input_token'))
  if (!token) return { data: { is_valid: false, scopes: [] } }
  const { personId, scopes, issuedAt, expiresAt, withdrawn } = token
  return {
    data: {
      type: 'USER',
      application: 'Hearth',
      is_valid: !withdrawn && !isOver(asked.server, expiresAt),
      issued_at: seconds(issuedAt),
      expires_at: seconds(expiresAt),
      data_access_expires_at: seconds(issuedAt) + 90 * day,
      scopes,
      user_id: personId,
    },
  }
}

function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}
