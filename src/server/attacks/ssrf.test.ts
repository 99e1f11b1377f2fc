import { createServer } from 'node:http'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { networks } from '#networks'

import { attackedHearth } from './attacked-hearth.ts'

test('an address that a person gives leads to nothing inside: a page to be shown as a card, a server to sign in at', async () => {
  await using hearth = await attackedHearth()
  await using inside = await somethingInside()
  const { ask, brandId } = hearth
  for (const place of spellings(inside.port)) {
    const connect = (network: string, way: string, fields: Readonly<Record<string, string>>) =>
      ask('POST', '/api/v1/accounts', { brandId, network, way, fields })
    const answers = await Promise.all([
      ask('POST', '/api/v1/links/preview', { brandId, url: place }),
      ...waysTo(place).map(({ network, way, fields }) => connect(network, way, fields)),
    ])
    const [card, ...signIns] = answers.map(({ status }) => status)
    expect({ place, card, signIns }).toEqual({
      place,
      card: expect.toSatisfy((status) => status === 400 || status === 422),
      signIns: waysTo(place).map(() => 422),
    })
  }
  expect(inside.knocks).toEqual([])
})

/** Every way to connect by an address that a person enters, or by a name alone, which may be one. */
function waysTo(place: string) {
  return networks.flatMap(({ id: network, connecting }) =>
    connecting.ways.flatMap(({ id: way, fields }) => {
      const asksAddress = fields.some(({ kind }) => kind === 'url')
      const asksName = fields.some(({ kind }) => kind === 'text') && !fields.some(({ kind }) => kind === 'secret')
      if (!asksAddress && !asksName) return []
      const written = { url: place, text: asksAddress ? 'tea.example' : place, secret: 'abcd-abcd-abcd-abcd', 'yes-no': '' }
      return [{ network, way, fields: Object.fromEntries(fields.map(({ name, kind }) => [name, written[kind]])) }]
    }),
  )
}

/** Every spelling of this machine, of its networks and of where clouds keep their metadata. */
function spellings(port: number): readonly string[] {
  return [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `https://localhost:${port}/`,
    `https://2130706433:${port}/`,
    `https://0x7f000001:${port}/`,
    `https://0177.0.0.1:${port}/`,
    `https://127.1:${port}/`,
    `https://[::1]:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    `https://[64:ff9b::7f00:1]:${port}/`,
    `https://0.0.0.0:${port}/`,
    `https://１２７.０.０.１:${port}/`,
    `https://%31%32%37.0.0.1:${port}/`,
    `https://127.0.0.1。:${port}/`,
    'https://169.254.169.254/latest/meta-data/',
    'https://[fd00:ec2::254]/latest/meta-data/',
    'https://[fe80::1]/',
    'https://10.0.0.1/',
  ]
}

/** Something in the house that has no business with visitors, such as a router's page. */
async function somethingInside() {
  const knocks: string[] = []
  const server = createServer((request, response) => {
    knocks.push(request.url ?? '')
    response.end('<title>The inside</title>')
  })
  server.on('connection', () => knocks.push('a connection'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.int() }).parse(server.address())
  return { port, knocks, [Symbol.asyncDispose]: async () => void server.close() }
}
