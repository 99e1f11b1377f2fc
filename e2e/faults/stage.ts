import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startTestPostgres } from '#testing/postgres'

import { standIn as bluesky } from '../../src/networks/bluesky/stand-in.ts'
import { standIn as facebook } from '../../src/networks/facebook/stand-in.ts'
import { standIn as instagram } from '../../src/networks/instagram/stand-in.ts'
import { standIn as linkedin } from '../../src/networks/linkedin/stand-in.ts'
import { standInWith as mastodonWith } from '../../src/networks/mastodon/stand-in.ts'
import { standIn as threads } from '../../src/networks/threads/stand-in.ts'
import { standIn as tiktok } from '../../src/networks/tiktok/stand-in.ts'
import { standInWith as xWith } from '../../src/networks/x/stand-in.ts'
import { standIn as youtube } from '../../src/networks/youtube/stand-in.ts'
import { faultyBluesky } from './faulty-bluesky.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import { faultyStandIn } from './faulty-stand-in.ts'
import {
  blueskyStandInStories,
  facebookStories,
  instagramStories,
  keylessStories,
  linkedinStories,
  mastodonStories,
  threadsStories,
  tiktokStories,
  xStories,
  youtubeStories,
} from './stories.ts'
import { type Answer, jsonAnswer } from './upstream.ts'

/** What all groups share. Hearth asks one Bluesky at a time: the real server everywhere, the stand-in in a Hearth of its own. */
export interface Stage extends AsyncDisposable {
  readonly networks: readonly FaultyNetwork[]
  readonly blueskyStandIn: FaultyNetwork
  /** A PostgreSQL for the groups whose processes run apart. */
  readonly postgres: string
  /** For files that turn the clock and the name service. */
  readonly folder: string
}

export async function setStage(): Promise<Stage> {
  const networks = [
    await faultyBluesky(),
    await faultyStandIn({
      kind: mastodonWith({ processingSeconds: 2 }),
      stories: mastodonStories,
      answering: 'part 3',
      busy: mastodonBusy,
    }),
    await faultyStandIn({
      name: 'mastodon, no keys',
      kind: mastodonWith({ keepsKeys: false, version: '4.2.1 (compatible; Other 1.0)' }),
      stories: keylessStories,
      busy: mastodonBusy,
    }),
    await faultyStandIn({ kind: xWith({ processingSeconds: 2 }), stories: xStories, answering: 'part 1', busy: xBusy }),
    await faultyStandIn({
      kind: instagram,
      stories: instagramStories,
      answering: 'part 1',
      busy: graphBusy,
    }),
    await faultyStandIn({
      kind: facebook,
      stories: facebookStories,
      answering: 'comment 1',
      busy: graphBusy,
    }),
    await faultyStandIn({ kind: threads, stories: threadsStories, answering: 'part 1', busy: graphBusy }),
    await faultyStandIn({ kind: linkedin, stories: linkedinStories, answering: 'part 1', busy: linkedinBusy }),
    await faultyStandIn({ kind: youtube, stories: youtubeStories, answering: 'part 1', busy: youtubeBusy }),
    await faultyStandIn({ kind: tiktok, stories: tiktokStories, busy: tiktokBusy }),
  ]
  const standIn = await faultyStandIn({
    kind: bluesky,
    stories: blueskyStandInStories,
    answering: 'part 3',
    answeringPrivately: 'message 1',
    busy: blueskyBusy,
  })
  const postgres = await startTestPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'hearth-faults-'))
  return {
    networks,
    blueskyStandIn: standIn,
    postgres: postgres.url,
    folder,
    [Symbol.asyncDispose]: async () => {
      for (const network of [...networks, standIn]) await network[Symbol.asyncDispose]()
      await postgres[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** How each network says that there were too many requests, with the shortest pause it can name from three seconds on. */
function blueskyBusy(): Answer {
  return jsonAnswer(429, { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, { 'retry-after': '3' })
}

function mastodonBusy(): Answer {
  const reset = Temporal.Now.instant().add({ seconds: 3 }).toString({ smallestUnit: 'microsecond' })
  return jsonAnswer(
    429,
    { error: 'Too many requests' },
    { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
  )
}

function xBusy(): Answer {
  const reset = String(Math.ceil(Date.now() / 1000) + 3)
  const problem = { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 }
  return jsonAnswer(429, problem, { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset })
}

function graphBusy(): Answer {
  const error = { message: '(#4) Application request limit reached', type: 'OAuthException', is_transient: true, code: 4, fbtrace_id: 'A' }
  const usage = { '17841400000000000': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 1 }] }
  return jsonAnswer(403, { error }, { 'x-business-use-case-usage': JSON.stringify(usage) })
}

/** It names no pause. */
function linkedinBusy(): Answer {
  return jsonAnswer(
    429,
    { status: 429, code: 'TOO_MANY_REQUESTS', message: 'Resource level throttle limit for calls to this resource is reached.' },
    { 'retry-after': '3' },
  )
}

function youtubeBusy(): Answer {
  const message = 'The request cannot be completed because it was sent too often.'
  const errors = [{ domain: 'youtube.quota', reason: 'rateLimitExceeded', message }]
  return jsonAnswer(403, { error: { code: 403, message, errors } })
}

function tiktokBusy(): Answer {
  return jsonAnswer(429, {
    error: { code: 'rate_limit_exceeded', message: 'The API rate limit was exceeded. Please try again later.', log_id: 'A' },
  })
}
