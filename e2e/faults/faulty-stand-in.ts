import sharp from 'sharp'

import type { ActionImage, StandIn, StandInPost, StandInWorld } from '../../src/networks/stand-in.ts'
import type { FaultSetting } from '../../src/networks/test-faults.ts'
import { connectStandIn } from '../support/connect.ts'
import { settingsFor } from '../support/settings-for.ts'
import { FaultProxy } from './fault-proxy.ts'
import type { FaultyNetwork, LivePost } from './faulty-network.ts'
import type { Answering, Upstream } from './upstream.ts'

/** A network's stand-in behind the proxy. */
export async function faultyStandIn({ kind, name, busy, hears, ...told }: FaultSetting): Promise<FaultyNetwork> {
  const proxy = await new FaultProxy().listen()
  const world: StandInWorld = {
    now: () => Temporal.Now.instant(),
    origin: proxy.url,
    webOrigin: proxy.url,
    fetch: globalThis.fetch,
    changed: () => undefined,
    rateLimits: false,
  }
  const standIn = kind.open(world)
  const open = (changes: Partial<StandInWorld>) => kind.open({ ...world, restore: standIn.state(), ...changes })
  const upstream: Upstream = {
    read: (passing) => standIn.read(passing),
    answer: answeringBy(standIn),
    asOfNow: () => answeringBy(open({})),
    expired: (passing) => answeringBy(open({ now: () => Temporal.Now.instant().add({ hours: 24 * 400 }) }))(passing),
    busy,
  }
  proxy.leadTo(upstream)
  return {
    ...told,
    name: name === undefined ? kind.id : `${kind.id}, ${name}`,
    proxy,
    origins: [proxy.url],
    settings: settingsFor(kind.id, standIn.options),
    join: async (handle, arrangement) => {
      const arranged = arrangement === undefined ? {} : { arrangement }
      const { id } = standIn.addProfile({ handle, displayName: handle, business: true, ...arranged })
      return {
        id,
        connect: (owner) => connectStandIn(owner, { network: kind.id, standIn, profileId: id }),
        hear: (text, { privately } = { privately: false }) => {
          const by = standIn.addProfile({ handle: `guest${handle}`, displayName: 'A guest' }).id
          if (hears === 'reviews') standIn.review?.({ by, of: id, stars: 4, text })
          else if (privately) standIn.act({ kind: 'message', by, to: id, text })
          else
            standIn.act({ kind: 'reply', by, post: standIn.act({ kind: 'post', by: id, text: `Ask ${handle}`, images: [cup] }).id, text })
        },
        written: async () => standIn.messages(id).filter(({ from }) => from === id),
        live: async () => standIn.posts({ profileId: id }).toReversed().map(asLive),
      }
    },
    [Symbol.asyncDispose]: () => proxy.close(),
  }
}

/** Some networks have no post without one. */
const cup: ActionImage = {
  alt: 'A cup of tea',
  mimeType: 'image/png',
  bytes: await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c8552b' } })
    .png()
    .toBuffer(),
}

function answeringBy(standIn: StandIn): Answering {
  return async ({ method, url, headers, body }) => {
    const request = new Request(url, { method, headers, ...(method === 'GET' || method === 'HEAD' ? {} : { body }) })
    const response = await standIn.handle(request)
    return { status: response.status, headers: [...response.headers], body: Buffer.from(await response.arrayBuffer()) }
  }
}

function asLive({ id, text, images, videos = [], replyTo, poll }: StandInPost): LivePost {
  return { id, text, images: images.length, films: videos.length, replyTo, options: poll?.options.length ?? 0 }
}
