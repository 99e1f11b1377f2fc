import type { Json } from '#kit/json'

import { needScope } from '../stand-in-graph-login.ts'
import { invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import type { Person } from './stand-in-state.ts'
import type { Signed } from './stand-in-wire.ts'

/** What an app may be told of, as far as it exists here, and the right that it needs. */
const scopes: Readonly<Record<string, string>> = {
  comments: 'instagram_business_manage_comments',
  mentions: 'instagram_business_manage_comments',
  messages: 'instagram_business_manage_messages',
  message_edit: 'instagram_business_manage_messages',
}

/** `POST /{account}/subscribed_apps`: the list takes the place of the one before. */
export function subscribeAccount(asked: Signed, person: Person): Json {
  onlyKnown(asked, ['subscribed_fields'])
  const { server, token } = asked
  const fields = needed(asked, 'subscribed_fields').split(',')
  for (const field of fields) {
    const scope = scopes[field]
    if (scope === undefined) throw invalid(`Param subscribed_fields must be among {${Object.keys(scopes).join(', ')}}: got ${field}`)
    needScope(token, scope)
  }
  const { state, world } = server
  state.subscriptions = [...state.subscriptions.filter(({ accountId }) => accountId !== person.id), { accountId: person.id, fields }]
  world.changed()
  return { success: true }
}
