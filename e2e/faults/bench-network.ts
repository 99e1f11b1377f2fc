import { z } from 'zod'

import { startBluesky, type TestAccount } from '#testing/bluesky'

import { FaultProxy } from './fault-proxy.ts'

/** A real personal data server with its directory, and the proxy in front of it. */
export interface FaultyBluesky extends AsyncDisposable {
  readonly proxy: FaultProxy
  readonly origins: readonly string[]
  /** Settings that lead Hearth there. */
  readonly settings: Readonly<Record<string, string>>
  readonly account: (name: string) => Promise<TestAccount>
}

export interface LivePost {
  readonly uri: string
  readonly text: string
  readonly images: number
  readonly parent: string | undefined
}

export async function faultyBluesky(): Promise<FaultyBluesky> {
  const bluesky = await startBluesky()
  const proxy = await new FaultProxy(bluesky.pds).listen()
  return {
    proxy,
    origins: [proxy.url, ...bluesky.origins],
    settings: Object.fromEntries(Object.entries(bluesky.options).map(([name, value]) => [`HEARTH_BLUESKY_${name.toUpperCase()}`, value])),
    account: (name) => bluesky.createAccount(name),
    [Symbol.asyncDispose]: async () => {
      await proxy.close()
      await bluesky.close()
    },
  }
}

const Value = z.object({
  text: z.string(),
  embed: z.object({ images: z.array(z.unknown()).optional() }).optional(),
  reply: z.object({ parent: z.object({ uri: z.string() }) }).optional(),
})

/** What is live in an account's feed, straight from the server, oldest first. */
export async function liveOf(account: TestAccount): Promise<LivePost[]> {
  return (await account.posts()).map((post) => {
    const { text, embed, reply } = Value.parse(post.value)
    return { uri: post.uri, text, images: embed?.images?.length ?? 0, parent: reply?.parent.uri }
  })
}
