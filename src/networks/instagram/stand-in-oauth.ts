import { exchangeShort, giveToken, type Login, longAnswer, refreshToken, refuse, takeCode, validToken } from '../stand-in-graph-login.ts'
import { asJson, needed } from '../stand-in-graph.ts'
import { app } from './stand-in-app.ts'
import { page } from './stand-in-pages.ts'
import { type Person, personWith } from './stand-in-state.ts'
import type { Asked } from './stand-in-wire.ts'

export const login: Login<Person> = {
  name: 'Instagram',
  app,
  knownScopes: [
    'instagram_business_basic',
    'instagram_business_content_publish',
    'instagram_business_manage_comments',
    'instagram_business_manage_insights',
    'instagram_business_manage_messages',
  ],
  isEnough: (scopes) => scopes.length > 0,
  isOffered: ({ business }) => business,
  words: {
    strangeApp: 'Invalid platform app',
    wrong: 'Sorry, this page isn’t available',
    nobody: 'Only professional accounts can be connected, and there is none here.',
  },
  page,
  tokenHead: 'IGAA',
}

/** `POST https://api.instagram.com/oauth/access_token`, which answers in a form of its own when something is wrong. */
export function exchangeCode(asked: Asked): Response {
  const { server, answerHeaders } = asked
  const type = asked.headers.get('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type)) return refuse('The request must be a form')
  const code = takeCode(login, asked)
  if (code instanceof Response) return code
  const person = personWith(server, code.personId)
  if (!person.business) return refuse('Instagram account is not a professional account')
  const token = giveToken(login, server, { kind: 'short', personId: person.id, scopes: code.scopes })
  return asJson({ data: [{ access_token: token.token, user_id: person.appScopedId, permissions: code.scopes.join(',') }] }, answerHeaders)
}

/** Both of these take the token as a parameter, whatever the header says. */
export function exchangeToken(asked: Asked, how: 'exchange' | 'refresh'): Response {
  const shown = { grant: `ig_${how}_token`, token: () => validToken(asked.server, needed(asked, 'access_token')) }
  const given = how === 'exchange' ? exchangeShort(login, asked, shown) : refreshToken(login, asked, shown)
  return longAnswer(given, asked, { tellsScopes: true })
}
