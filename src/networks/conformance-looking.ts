import { expect, test } from 'vitest'

import type { Network } from './network.ts'
import type { Stage } from './stage.ts'

/** What every network promises that can be asked whether something is still there; registers the test. */
export function describeLooking({ network, stage }: { readonly network: Network; readonly stage: () => Stage }): void {
  const looking = network.inbox?.lookingAgain
  if (!looking) return

  test('nothing is missing because of an answer that does not say so', async () => {
    const access = await stage().connect()
    for (const [status, body] of unclear) {
      const environment = stage().environment({ fetch: async () => new Response(body, { status }) })
      const looked = await looking.look(items, access, environment)
      expect({ status, body, missing: looked.ok ? looked.value.missing : [] }).toEqual({ status, body, missing: [] })
    }
  })
}

/** Ids of several forms, since each network has its own. */
const items = ['17841405793187218', 'at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3jui7kd54zh2y'].map((externalId) => ({
  externalId,
  kind: 'comment' as const,
  answerTo: undefined,
}))

/** What an outage, a limit, a dead token or something in between may answer. */
const unclear: readonly (readonly [status: number, body: string])[] = [
  [200, ''],
  [200, '{}'],
  [200, '[]'],
  [200, '<html>Sign in to this hotspot</html>'],
  [301, ''],
  [401, '{}'],
  [403, '<html>Forbidden</html>'],
  [404, '<html>Not found</html>'],
  [404, ''],
  [408, ''],
  [429, '{}'],
  [500, '{"error":"Internal Server Error"}'],
  [502, '<html>Bad gateway</html>'],
  [503, ''],
]
