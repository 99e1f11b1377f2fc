import { once } from 'node:events'
import { connect } from 'node:net'

import { expect, test } from 'vitest'

import { bareServer } from '../bare-server.ts'

test.each([
  ['the head of a request', 'POST /take HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
  ['its body', 'POST /take HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nten'],
])('whoever does not go on with %s is shown out, and nothing of it is done', async (_what, sent) => {
  const app = bareServer({ trustProxy: false }, { head: 150, whole: 300, look: 25 })
  let taken = 0
  app.post('/take', () => (taken += 1))
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  let heard = ''
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
  socket.write(sent)
  await once(socket, 'close')
  expect(heard).toMatch(/^HTTP\/1\.1 408 /)
  expect(taken).toBe(0)
  await app.close()
})
