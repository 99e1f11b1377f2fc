import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestDatabase, testDatabase } from '#testing/database'
import { teamsNeeds, testSecretKey } from '#testing/teams'

import { createAuth, type SignIn } from './auth.ts'
import { setUp } from './set-up.ts'

const publicUrl = 'http://localhost:4600'
const person = {
  name: 'Mei Lin',
  email: 'Mei@Tea.example',
  password: 'oolong-at-dawn-42',
  workspaceName: 'Tea House',
  brand: { name: 'Tea House', language: 'zh-TW', timeZone: 'Asia/Taipei' },
  language: 'zh-TW',
} as const

let database: TestDatabase
let auth: SignIn
const logged: unknown[] = []
const log = { error: (...args: unknown[]) => logged.push(args), warn: (...args: unknown[]) => logged.push(args) } as never

beforeAll(async () => {
  database = await testDatabase()
  auth = createAuth({ db: database.db, log, secretKey: testSecretKey, publicUrl })
  await setUp(teamsNeeds(database.db), { input: person, ip: '127.0.0.1' })
})
afterAll(() => database[Symbol.asyncDispose]())

test('a person signs in, is recognised by the cookie, and is forgotten after signing out', async () => {
  const answer = await post('/sign-in/email', { email: 'mei@tea.example', password: person.password })
  console.log(answer.status, answer.headers.getSetCookie(), logged)
  expect(answer.status).toBe(200)
  const cookie = cookieOf(answer)
  expect(await auth.resolveActing(new Headers({ cookie }))).toMatchObject({ name: 'Mei Lin', role: 'owner', via: 'web', language: 'zh-TW' })
  const session = await auth.handler(new Request(`${publicUrl}/api/auth/get-session`, { headers: { cookie, 'x-hearth-ip': '127.0.0.1' } }))
  expect(await session.json()).toMatchObject({ user: { email: 'mei@tea.example' } })
  expect((await post('/sign-out', {}, { cookie })).status).toBe(200)
  expect(await auth.resolveActing(new Headers({ cookie }))).toBeUndefined()
})

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return auth.handler(
    new Request(`${publicUrl}/api/auth${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: publicUrl, 'x-hearth-ip': '192.0.2.1', ...headers },
    }),
  )
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
