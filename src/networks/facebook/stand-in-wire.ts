import type { GraphAsked } from '../stand-in-graph.ts'
import type { Person, Server, Token } from './stand-in-state.ts'

/** A request with its parameters and files read. */
export interface Asked extends GraphAsked {
  readonly server: Server
  readonly files: ReadonlyMap<string, Sent>
}

export interface Sent {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Someone is signed in. */
export interface Signed extends Asked {
  readonly token: Token
}

/** Signed in as a Page, which is asked about itself. */
export interface AsPage extends Signed {
  readonly page: Person
}

/** The files of a form with several parts; empty for every other body. */
export async function readFiles(request: Request): Promise<ReadonlyMap<string, Sent>> {
  if (!(request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) return new Map()
  const files = new Map<string, Sent>()
  for (const [name, value] of await request.formData()) {
    if (typeof value !== 'string') files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return files
}
