import type { GraphAsked } from '../stand-in-graph.ts'
import type { Server, Token } from './stand-in-state.ts'

/** A request with its parameters read. */
export interface Asked extends GraphAsked {
  readonly server: Server
}

/** Someone is signed in. */
export interface Signed extends Asked {
  readonly token: Token
}
