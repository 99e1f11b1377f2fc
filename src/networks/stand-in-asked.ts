/** A request to a stand-in, with its body read. */
export interface AskedOf<Server> {
  readonly server: Server
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer>
}

export async function readAsked<Server>(server: Server, request: Request): Promise<AskedOf<Server>> {
  const { method, headers } = request
  return { server, method, url: new URL(request.url), headers, body: new Uint8Array(await request.arrayBuffer()) }
}
