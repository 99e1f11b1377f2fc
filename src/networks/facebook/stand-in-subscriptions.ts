import type { Json } from '#kit/json'

import { invalid, needed, onlyKnown } from '../stand-in-graph.ts'
import { needScope } from './stand-in-grants.ts'
import type { AsPage } from './stand-in-wire.ts'

/** What an app may be told of, as far as it exists here, and the right that it needs besides. */
const fields: Readonly<Record<string, 'pages_messaging' | 'pages_manage_metadata'>> = {
  feed: 'pages_manage_metadata',
  mention: 'pages_manage_metadata',
  ratings: 'pages_manage_metadata',
  messages: 'pages_messaging',
  message_echoes: 'pages_messaging',
  message_edits: 'pages_messaging',
}

/** `POST /{page}/subscribed_apps`: the list takes the place of the one before. */
export function subscribePage(asked: AsPage): Json {
  const { server, page, token } = asked
  onlyKnown(asked, ['subscribed_fields'])
  const wanted = needed(asked, 'subscribed_fields').split(',')
  for (const field of wanted) {
    const scope = fields[field]
    if (scope === undefined) throw invalid(`Param subscribed_fields[0] must be one of {${Object.keys(fields).join(', ')}}: got ${field}`)
    needScope(token, scope)
  }
  const { state, world } = server
  state.subscriptions = [...state.subscriptions.filter(({ pageId }) => pageId !== page.id), { pageId: page.id, fields: wanted }]
  world.changed()
  return { success: true }
}
