import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'

const open: { server: Server; sockets: Set<Socket> }[] = []

/** A raw TCP server on loopback; answers with its origin. */
export function tcp(onSocket: (socket: Socket) => void): Promise<string> {
  return listen(createServer(onSocket))
}

/** An HTTP server on loopback; answers with its origin. */
export function http(listener: RequestListener): Promise<string> {
  return listen(createHttpServer(listener))
}

/** The connections made to the servers of this test so far. */
export function connections(): readonly Socket[] {
  return open.flatMap(({ sockets }) => [...sockets])
}

export async function closeServers(): Promise<void> {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ server, sockets })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return `http://127.0.0.1:${address.port}`
}
