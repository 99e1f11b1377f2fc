import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

import { Me } from '#contract/teams'
import { openLog } from '#kit/log'
import { networks } from '#networks'
import { testDatabase } from '#testing/database'

import { build } from '../build.ts'
import { readConfig } from '../config.ts'
import { layFoundation } from '../foundation.ts'

export interface AttackedHearth extends AsyncDisposable {
  readonly url: string
  readonly brandId: string
  /** As the owner, from our own page. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Response>
}

/** The whole web server, listening, with an owner who is signed in. */
export async function attackedHearth(): Promise<AttackedHearth> {
  const left = new AsyncDisposableStack()
  const database = left.use(await testDatabase())
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-attacked-'))
  left.defer(() => rm(dataDir, { recursive: true, force: true, maxRetries: 10 }))
  const url = `http://127.0.0.1:${await freePort()}`
  const settings = { HEARTH_PORT: new URL(url).port, HEARTH_PUBLIC_URL: url, HEARTH_DATA: dataDir, DATABASE_URL: database.url }
  const config = readConfig(
    settings,
    networks.map(({ id }) => id),
  )
  const foundation = await layFoundation(config, { log: openLog({ level: 'silent' }), tell: () => undefined, connections: 4 })
  left.defer(foundation.close)
  const hearth = await build(foundation, 'web')
  await hearth.start()
  left.defer(hearth.stop)
  let cookie = ''
  const ask: AttackedHearth['ask'] = (method, path, body) => {
    const json = body === undefined ? {} : { body: JSON.stringify(body) }
    return fetch(`${url}${path}`, { method, headers: { cookie, origin: url, 'content-type': 'application/json' }, ...json })
  }
  const person = { name: 'Mei', email: 'mei@tea.example', password: 'a-quiet-hearth-27' }
  const brand = { name: 'Tea House', language: 'en', timeZone: 'Asia/Taipei' }
  await ask('POST', '/api/v1/setup', { ...person, workspaceName: 'Tea House', brand, language: 'en' })
  const signedIn = await ask('POST', '/api/auth/sign-in/email', { email: person.email, password: person.password })
  cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const [first] = Me.parse(await (await ask('GET', '/api/v1/me')).json()).brands
  return { url, brandId: first?.id ?? '', ask, [Symbol.asyncDispose]: () => left.disposeAsync() }
}

async function freePort(): Promise<number> {
  const passing = createServer()
  await new Promise<void>((resolve) => passing.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.int() }).parse(passing.address())
  await new Promise((resolve) => passing.close(resolve))
  return port
}
