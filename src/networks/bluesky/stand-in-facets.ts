import type { Json } from '#kit/json'

import { personBy, type State } from './stand-in-state.ts'

/** What the app marks in a text somebody types: addresses, people it knows, tags. Positions are UTF-8 bytes. */
export function facetsIn(text: string, state: State): readonly Json[] {
  return [
    ...text.matchAll(/(?<=^|[\s(])(?:(https?:\/\/[^\s)]+)|@([a-z0-9.-]+[a-z0-9])|[#＃]([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*))/giu),
  ].flatMap((found) => {
    const feature = featureOf(found, state)
    if (!feature) return []
    const byteStart = Buffer.byteLength(text.slice(0, found.index))
    return [{ index: { byteStart, byteEnd: byteStart + Buffer.byteLength(found[0]) }, features: [feature] }]
  })
}

function featureOf([, link, handle, tag]: RegExpExecArray, state: State): Json | undefined {
  if (link !== undefined) return { $type: 'app.bsky.richtext.facet#link', uri: link }
  if (tag !== undefined) return { $type: 'app.bsky.richtext.facet#tag', tag }
  const person = personBy(state, handle ?? '')
  return person ? { $type: 'app.bsky.richtext.facet#mention', did: person.did } : undefined
}
