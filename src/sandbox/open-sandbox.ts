import { join } from 'node:path'

import { z } from 'zod'

import { guardedFetch } from '#kit/http'

import { serve, type Served } from '../networks/serve-stand-in.ts'
import type { StandIn, StandInKind } from '../networks/stand-in.ts'
import { handleSandbox } from './handle-sandbox.ts'
import { kinds } from './kinds.ts'
import { openClock, type SandboxClock, SavedClock } from './sandbox-clock.ts'
import type { Sandbox } from './sandbox.ts'
import { openSavedFolder, type SavedFolder } from './saved-folder.ts'

export interface SandboxOptions {
  /** State lies in its folder `sandbox`. */
  readonly dataDir: string
  /** Address of the sandbox's page, for example https://hearth.example/sandbox. */
  readonly base: string
  /** The machine's time. */
  readonly now?: () => Temporal.Instant
  /** Ports by network, instead of those of last time. */
  readonly ports?: Readonly<Record<string, number>>
  /** Origins from which networks may fetch pictures although they are not public: Hearth's own. */
  readonly mediaOrigins?: readonly string[]
  readonly onTrouble: (error: unknown) => void
}

const Saved = z.object({ clock: SavedClock, ports: z.record(z.string(), z.number()) })

export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { now = () => Temporal.Now.instant() } = options
  const folder = await openSavedFolder(join(options.dataDir, 'sandbox'), options)
  const saved = Saved.parse((await folder.read('sandbox')) ?? { clock: { kind: 'untouched' }, ports: {} })
  const ports: Record<string, number> = { ...saved.ports }
  const changed = () => folder.changed('sandbox', () => ({ clock: clock.saved(), ports }))
  const clock = openClock(saved.clock, { now, changed })
  const opened: Opened[] = []
  try {
    for (const [index, kind] of kinds.entries()) {
      const wanted = options.ports?.[kind.id] ?? ports[kind.id]
      const one = await openStandIn(kind, { options, clock, folder, ports: wanted === undefined ? usualPorts(index) : [wanted] })
      opened.push(one)
      // The first port is the one that accounts know: where it was taken only today, it is asked for again next time.
      ports[kind.id] ??= Number(new URL(one.served.origin).port)
    }
  } catch (error) {
    await Promise.all(opened.map(({ served }) => served.close()))
    throw error
  }
  changed()
  return asSandbox(opened, { options, clock, folder })
}

interface Opened {
  readonly id: string
  readonly standIn: StandIn
  readonly served: Served
}

interface Around {
  readonly options: SandboxOptions
  readonly clock: SandboxClock
  readonly folder: SavedFolder
}

/** Away from the ports that systems give to passing connections, so that they are free again next time. */
function usualPorts(index: number): readonly number[] {
  return Array.from({ length: 10 }, (_, turn) => 4610 + index + turn * kinds.length)
}

async function openStandIn(kind: StandInKind, around: Around & { readonly ports: readonly number[] }): Promise<Opened> {
  const { options, clock, folder } = around
  const restore = await folder.read(kind.id)
  const ready = Promise.withResolvers<StandIn>()
  const served = await serveSomewhere(async (request) => (await ready.promise).handle(request), around.ports)
  const standIn = kind.open({
    now: () => clock.now(),
    origin: served.origin,
    webOrigin: `${options.base}/${kind.id}`,
    fetch: guardedFetch({ allowOrigins: options.mediaOrigins ?? [] }),
    changed: () => folder.changed(kind.id, () => standIn.state()),
    ...(restore === undefined ? {} : { restore }),
  })
  ready.resolve(standIn)
  return { id: kind.id, standIn, served }
}

/** On the first of these ports that is free, else on any. */
async function serveSomewhere(handle: (request: Request) => Promise<Response>, ports: readonly number[]): Promise<Served> {
  for (const port of ports) {
    try {
      return await serve(handle, { port })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    }
  }
  return serve(handle)
}

function asSandbox(opened: readonly Opened[], { options, clock, folder }: Around): Sandbox {
  const find = (id: string) => opened.find((one) => one.id === id)?.standIn
  const sandbox: Sandbox = {
    clock,
    networks: opened,
    standIn: (id) => {
      const standIn = find(id)
      if (!standIn) throw new Error(`The sandbox has no ${id}.`)
      return standIn
    },
    options: (id) => find(id)?.options ?? {},
    origins: opened.map(({ served }) => served.origin),
    base: options.base,
    handle: (request) => handleSandbox(sandbox, request),
    flush: () => folder.flush(),
    close: async () => {
      await Promise.all(opened.map(({ served }) => served.close()))
      await folder.flush()
    },
  }
  return sandbox
}
