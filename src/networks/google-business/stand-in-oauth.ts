import { z } from 'zod'

import { backToApp, consentPage, type GoogleAnswer, newCode, scopeBase, scopesOf, Wish, wishIn } from '../stand-in-google-consent.ts'
import type { Asked, Server } from './stand-in-wire.ts'

const words = { 'business.manage': 'See, edit, create, and delete your Google business listings' }

const ManageWish = Wish.extend({
  scope: z.string().refine((scope) => scope.split(' ').every((each) => each === `${scopeBase}business.manage`)),
  code_challenge_method: z.literal('S256').default('S256'),
})

export function authorizePage(asked: Asked): Response {
  const { server, url } = asked
  const businesses = server.state.people.filter(({ business }) => business)
  const people = businesses.map(({ id, displayName, handle }) => ({ id, called: `${displayName} (${handle})` }))
  const wish = wishIn(server, url, ManageWish)
  return consentPage(asked, { wish, who: 'an account', people, words, decide: (answer) => decide(server, url, answer) })
}

/** Where the person is sent back to. @throws Error where the page would not have let them choose. */
export function decide(server: Server, url: URL, { profileId, deny, without }: GoogleAnswer): string {
  const wish = wishIn(server, url, ManageWish)
  if (typeof wish === 'string') throw new Error(`Google shows “Error 400: ${wish}” instead of its question.`)
  const { state, world } = server
  if (deny || !state.people.some(({ id, business }) => id === profileId && business)) return backToApp(wish, undefined)
  const isFirst = !state.grants.some((grant) => grant.profileId === profileId)
  const code = newCode(server, wish, { scopes: scopesOf(wish, without), isFirst })
  state.codes.push({ ...code, profileId })
  world.changed()
  return backToApp(wish, code)
}
