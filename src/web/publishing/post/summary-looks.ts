import { TriangleAlert } from 'lucide-react'

import type { PostSummary } from '#contract/publishing'

import type { Texts } from '../../messages.en.ts'
import { clearanceLooks, postLooks } from './states.ts'

/** How a post of a list stands, by colour and icon. One that is planned but will not go out, or not before somebody has said yes, shows that. */
export function looksOf({ state, mediaExpires, approval }: PostSummary) {
  if (!mediaExpires && state === 'scheduled' && approval !== undefined && approval !== 'approved') return clearanceLooks[approval]
  return mediaExpires ? ({ tone: 'bad', icon: TriangleAlert } as const) : postLooks[state]
}

/** The same in words; also where it went out only in part, which one icon cannot say. */
export function stateInWords({ state, partly, mediaExpires, approval }: PostSummary, { post, calendar }: Texts): string {
  if (mediaExpires) return calendar.mediaExpires
  if (state === 'scheduled' && approval !== undefined) return `${post.states[state]}, ${post.approval[approval]}`
  return partly === undefined ? post.states[state] : calendar.partly(partly.live.length, partly.lacking.length)
}
