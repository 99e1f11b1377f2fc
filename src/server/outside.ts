import { RequestFailure } from '#kit/http'
import { isDemo } from '#modules/teams'

import type { Foundation } from './foundation.ts'
import type { LazySandbox } from './sandbox.ts'

/** What a workspace reaches of the world. */
export interface Outside {
  /** The guarded client; for a demo it asks nothing but the sandbox. */
  readonly fetch: (workspaceId: string) => typeof globalThis.fetch
  /** Settings for a network: the installation's, or those that lead a demo to the stand-in. */
  readonly options: (of: { workspaceId: string; network: string }) => Promise<Readonly<Record<string, string>>>
}

/** `sandbox` is absent where Hearth is several processes: a demo then reaches nothing at all. */
export function outside({ db, fetch, config }: Pick<Foundation, 'db' | 'fetch' | 'config'>, sandbox: LazySandbox | undefined): Outside {
  const known = new Map<string, boolean>()
  const isInDemo = async (workspaceId: string) => {
    const answer = known.get(workspaceId) ?? (await isDemo(db, workspaceId))
    if (answer !== undefined) known.set(workspaceId, answer)
    return answer === true
  }
  return {
    fetch: (workspaceId) => async (input, init) => {
      if (await isInDemo(workspaceId)) await checkStaysHere(input, sandbox)
      return fetch(input, init)
    },
    options: async ({ workspaceId, network }) => {
      if (!(await isInDemo(workspaceId))) return config.networkOptions[network] ?? {}
      return (await sandbox?.open())?.options(network) ?? {}
    },
  }
}

async function checkStaysHere(input: RequestInfo | URL, sandbox: LazySandbox | undefined): Promise<void> {
  const { origin } = new URL(input instanceof Request ? input.url : input)
  const origins = (await sandbox?.open())?.origins ?? []
  if (origins.includes(origin)) return
  throw new RequestFailure('A demo reaches nothing outside this machine.', { stage: 'refused', sent: false })
}
