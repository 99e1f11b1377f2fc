import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { Sandbox } from '#sandbox'

import type { Foundation } from './foundation.ts'

/** The sandbox in Hearth: it takes nothing, no port and no memory, until a demo needs it. */
export interface LazySandbox {
  /** undefined unless it is open or about to be. */
  opened(): Promise<Sandbox> | undefined
  /** Opens it, once; from then on Hearth may ask its stand-ins, and its page is at `/sandbox/`. */
  open(): Promise<Sandbox>
  /** Opens it where something was kept of it: at start. */
  openIfUsed(): Promise<void>
  /** Closes it and throws away all that was kept of it. */
  remove(): Promise<void>
  close(): Promise<void>
}

type SandboxNeeds = Pick<Foundation, 'dataDir' | 'allowedOrigins' | 'log'> & { readonly config: Pick<Foundation['config'], 'publicUrl'> }

export function lazySandbox({ dataDir, allowedOrigins, log, config }: SandboxNeeds): LazySandbox {
  const folder = join(dataDir, 'sandbox')
  let opening: Promise<Sandbox> | undefined
  const open = async () => {
    // The stand-ins of all networks are much to load for those who need none.
    const { openSandbox } = await import('#sandbox')
    const made = await openSandbox({
      dataDir,
      base: `${config.publicUrl}/sandbox`,
      mediaOrigins: [config.publicUrl],
      onTrouble: (error) => log.error({ err: error }, 'The sandbox could not be saved'),
    })
    for (const origin of made.origins) allowedOrigins.add(origin)
    return made
  }
  const once = () =>
    (opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    }))
  const close = async () => {
    const closing = await opening
    opening = undefined
    for (const origin of closing?.origins ?? []) allowedOrigins.delete(origin)
    await closing?.close()
  }
  return {
    opened: () => opening,
    open: once,
    openIfUsed: async () => {
      if (existsSync(folder)) await once()
    },
    remove: async () => {
      await close()
      await rm(folder, { recursive: true, force: true })
    },
    close,
  }
}
