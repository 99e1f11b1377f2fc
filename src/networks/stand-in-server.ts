import type { StandInWorld } from './stand-in.ts'

/** A stand-in at work. */
export interface ServerOf<State, Settings> {
  readonly world: StandInWorld
  readonly state: State
  /** What cannot be seen from outside and differs between installations. */
  readonly settings: Settings
}
