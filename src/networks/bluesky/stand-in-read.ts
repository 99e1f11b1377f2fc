import { z } from 'zod'

import type { StandIn } from '../stand-in.ts'
import { PostValue } from './stand-in-posts.ts'
import { personBy } from './stand-in-state.ts'
import { subjectOf } from './stand-in-tokens.ts'
import type { Server } from './stand-in-wire.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest(server: Server, request: Parameters<Read>[0]): ReturnType<Read> {
  const url = new URL(request.url, server.world.origin)
  return { profileId: whose(server, url, request), step: stepOf(server, url, request) }
}

function whose({ state }: Server, url: URL, { headers, body }: Parameters<Read>[0]): string | undefined {
  if (url.pathname === '/oauth/token') {
    const refresh = grantIn(body).get('refresh_token')
    return [...state.grants.values()].find((grant) => grant.refresh === refresh)?.did
  }
  const token = headers.get('authorization')?.split(' ')[1]
  const asking = token === undefined ? undefined : subjectOf(token)
  const film = state.videoJobs.get(url.searchParams.get('jobId') ?? '')?.did
  return asking ?? film ?? personBy(state, url.searchParams.get('repo') ?? '')?.did
}

function grantIn(body: Uint8Array): URLSearchParams {
  return new URLSearchParams(Buffer.from(body).toString())
}

const steps: Readonly<Record<string, string>> = {
  'com.atproto.repo.uploadBlob': 'image',
  'com.atproto.server.getServiceAuth': 'video',
  'app.bsky.video.getUploadLimits': 'video',
  'app.bsky.video.uploadVideo': 'video',
  'app.bsky.video.getJobStatus': 'ready',
  'com.atproto.identity.resolveHandle': 'mentions',
  'com.atproto.repo.deleteRecord': 'take-down',
  'chat.bsky.convo.acceptConvo': 'convo 1',
  'chat.bsky.convo.getConvoAvailability': 'convo 1',
  'chat.bsky.convo.getConvoForMembers': 'convo 1',
  'chat.bsky.convo.sendMessage': 'message 1',
  'chat.bsky.convo.getMessages': 'look-up',
  'com.atproto.server.refreshSession': 'refresh',
}

function stepOf(server: Server, url: URL, { body }: Parameters<Read>[0]): string {
  if (url.pathname === '/oauth/token') return grantIn(body).get('grant_type') === 'refresh_token' ? 'refresh' : 'other'
  const method = url.pathname.replace('/xrpc/', '')
  if (method === 'com.atproto.repo.getRecord') return url.searchParams.get('collection') === 'app.bsky.feed.post' ? 'look-up' : 'other'
  if (method === 'com.atproto.repo.putRecord' || method === 'com.atproto.repo.createRecord')
    return parsed(body, Gate) ? 'other' : `part ${partOf(server, body)}`
  return steps[method] ?? 'other'
}

const Post = z.object({ record: PostValue })
const Gate = z.object({ collection: z.literal('app.bsky.feed.threadgate') })

/** How deep in its thread a post stands, counted from one. */
function partOf({ state }: Server, body: Uint8Array): number {
  let depth = 1
  let above = parsed(body, Post)?.record.reply?.parent.uri
  while (above !== undefined) {
    depth += 1
    above = PostValue.safeParse(state.records.get(above)?.value).data?.reply?.parent.uri
  }
  return depth
}

function parsed<Value>(body: Uint8Array, schema: z.ZodType<Value>): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(body).toString())).data
  } catch {
    return undefined // Half a body says nothing.
  }
}
