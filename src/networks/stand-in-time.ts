import type { StandInWorld } from './stand-in.ts'

/** What lives by the world's clock. */
interface Clocked {
  readonly world: Pick<StandInWorld, 'now'>
}

/** As stand-ins write instants: to the millisecond. */
export function nowAt({ world }: Clocked): string {
  return written(world.now())
}

export function isOver({ world }: Clocked, at: string): boolean {
  return Temporal.Instant.compare(world.now(), Temporal.Instant.from(at)) >= 0
}

/** Have so many seconds gone by since? */
export function isOlder(server: Clocked, at: string, seconds: number): boolean {
  return isOver(server, later(Temporal.Instant.from(at), seconds))
}

export function inSeconds({ world }: Clocked, seconds: number): string {
  return later(world.now(), seconds)
}

export function later(instant: Temporal.Instant, seconds: number): string {
  return written(instant.add({ milliseconds: Math.round(seconds * 1000) }))
}

function written(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}
