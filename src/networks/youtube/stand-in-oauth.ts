import { z } from 'zod'

import { backToApp, consentPage, type GoogleAnswer, newCode, scopeBase, scopesOf, Wish, wishIn } from '../stand-in-google-consent.ts'
import type { Asked, Server } from './stand-in-wire.ts'

/** With the words of Google's consent page. */
const words: Readonly<Record<string, string>> = {
  youtube: 'Manage your YouTube account',
  'youtube.force-ssl': 'See, edit, and permanently delete your YouTube videos, ratings, comments and captions',
  'youtube.readonly': 'View your YouTube account',
  'youtube.upload': 'Manage your YouTube videos',
  'yt-analytics.readonly': 'View YouTube Analytics reports for your YouTube content',
}

const ChannelWish = Wish.extend({
  scope: z.string().refine((scope) => scope.split(' ').every((each) => each.replace(scopeBase, '') in words && each.startsWith(scopeBase))),
  include_granted_scopes: z.enum(['true', 'false']).optional(),
})

export function authorizePage(asked: Asked): Response {
  const { server, url } = asked
  const people = server.state.people.map(({ id, handle, displayName }) => ({ id, called: `${displayName} (@${handle})` }))
  const wish = wishIn(server, url, ChannelWish)
  return consentPage(asked, { wish, who: 'a channel', people, words, decide: (answer) => decide(server, url, answer) })
}

/** Where the person is sent back to. @throws Error where the page would not have let them choose. */
export function decide(server: Server, url: URL, { profileId, deny, without }: GoogleAnswer): string {
  const wish = wishIn(server, url, ChannelWish)
  if (typeof wish === 'string') throw new Error(`Google shows “Error 400: ${wish}” instead of its question.`)
  const { state, world } = server
  const scopes = scopesOf(wish, without)
  if (deny || scopes.length === 0 || !state.people.some(({ id }) => id === profileId)) return backToApp(wish, undefined)
  const code = newCode(server, wish, { scopes, isFirst: !state.grants.some(({ channelId }) => channelId === profileId) })
  state.codes.push({ ...code, channelId: profileId })
  world.changed()
  return backToApp(wish, code)
}
