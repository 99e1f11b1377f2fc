import { z } from 'zod'

import type { Json } from '#kit/json'

import type { State, Stored } from './stand-in-state.ts'
import { invalid } from './stand-in-wire.ts'

export const collection = 'app.bsky.feed.threadgate'

const Gate = z.looseObject({ post: z.string(), hiddenReplies: z.array(z.string()).default([]) })

/** Stricter than the server, which takes a gate for any post: the app's service leaves out those that are not for the author's own post of that key. */
export function checkGate(value: Json, { did, rkey }: { readonly did: string; readonly rkey: string }): void {
  const { data } = Gate.safeParse(value)
  if (data && data.post !== `at://${did}/app.bsky.feed.post/${rkey}`)
    throw invalid(`This gate is for ${data.post}, which is not the author’s post ${rkey}`)
}

/** The gate that stands for a post, if it begins a talk. */
export function gateOf({ records }: State, post: string): Stored | undefined {
  return records.get(post.replace('/app.bsky.feed.post/', `/${collection}/`))
}

/** Beside a post that begins a talk, and beside a thread. */
export function gateView(state: State, { uri, value }: Pick<Stored, 'uri' | 'value'>): { readonly [key: string]: Json } {
  const gate = 'reply' in value ? undefined : gateOf(state, uri)
  return gate ? { threadgate: { uri: gate.uri, cid: gate.cid, record: gate.value, lists: [] } } : {}
}

export function hiddenBy(gate: Stored | undefined): readonly string[] {
  return Gate.safeParse(gate?.value).data?.hiddenReplies ?? []
}

/** Did whoever began the talk hide this? The app shows it then only to those who ask for it. */
export function isHidden(state: State, { uri, root }: { readonly uri: string; readonly root: string }): boolean {
  return hiddenBy(gateOf(state, root)).includes(uri)
}
