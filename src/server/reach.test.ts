import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { call, createRouterClient, implement } from '@orpc/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { Role } from '#contract/teams'
import { systemClock } from '#kit/clock'
import { openLog } from '#kit/log'
import { type Acting, atTheDoor, type CallContext, mayDo } from '#modules/teams'
import { type TestDatabase, testDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { readConfig } from './config.ts'
import { demoSandbox } from './demo.ts'
import { type Foundation, layFoundation } from './foundation.ts'
import { moduleNeeds } from './module-needs.ts'
import { finderOf, placeFinder } from './places.ts'
import { buildRouter } from './router.ts'
import { type Asked, closedProcedures } from './test-contract.ts'
import { addAccountRows, addRows, type Rows } from './test-rows.ts'
import { idsIn, namesPlaces, sampleFor } from './test-samples.ts'

/*
 * Every procedure of the contract, asked by every role: of the whole workspace, of one brand about its own and another,
 * of one account, and of another workspace. First at the door alone, against the table of docs/roles.md; then all the way,
 * over real rows of every kind, whose every text carries the mark of where it belongs.
 */

/** Ids that name nothing of a brand: members, what is looked up within something else that is named, what outsiders call their things. */
const placeless = [
  'notifications.browserId notifications.hookId',
  'governance.escalateTo governance.guests governance.members governance.skipMembers',
  'inbox.alert inbox.assignee inbox.assigneeId inbox.cursor inbox.id inbox.joiningId inbox.memberId inbox.mentions inbox.noteId',
  'governance.documentId governance.id governance.memberId governance.roleId governance.stepId governance.subjectId',
  'signIn.passkeyId signIn.sessionId',
  'inbox.stepId links.clickId notifications.ids reports.id teams.invitationId teams.memberId teams.successorId',
].flatMap((line) => line.split(' '))

let database: TestDatabase
let foundation: Foundation
let dataDir: string
let here: TestWorkspace
let elsewhere: TestWorkspace
let rows: Readonly<Record<'own' | 'sibling' | 'other-brand' | 'other-workspace', Rows>>
let find: NonNullable<CallContext['find']>

beforeAll(async () => {
  database = await testDatabase()
  const { db } = database
  dataDir = await mkdtemp(join(tmpdir(), 'hearth-reach-'))
  const config = readConfig({ DATABASE_URL: database.url, HEARTH_DATA: dataDir })
  foundation = await layFoundation(config, { log: openLog({ level: 'silent' }), tell: () => undefined, connections: 4 })
  here = await testWorkspace(db)
  elsewhere = await testWorkspace(db)
  const otherBrand = randomUUID()
  const brand = { workspace_id: here.workspaceId, id: otherBrand, name: 'other-brand', language: 'en' as const, time_zone: 'Asia/Taipei' }
  await db.insertInto('teams.brand').values(brand).execute()
  const sibling = await addAccountRows(db, accountIn(here, here.brandId, 'sibling'))
  const own = await addRows(db, accountIn(here, here.brandId, 'own'))
  rows = {
    own: { ...own, otherId: sibling['personId'] ?? '' },
    sibling,
    'other-brand': await addRows(db, accountIn(here, otherBrand, 'other-brand')),
    'other-workspace': await addRows(db, accountIn(elsewhere, elsewhere.brandId, 'other-workspace')),
  }
  find = remembering(placeFinder(db))
})
afterAll(async () => {
  await foundation.close()
  await database[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
})

test('every id that an input names is looked up, or is known to name nothing of a brand', () => {
  const unknown = closedProcedures.flatMap((asked) => idsIn(asked).filter((field) => !finderOf(field)))
  expect([...new Set(unknown)].toSorted()).toEqual(placeless.toSorted())
})

test('a procedure that names nothing says that it is about the one who asks, or for the whole workspace', () => {
  const silent = closedProcedures.filter((asked) => !namesPlaces(asked) && ['brand', 'accounts'].includes(asked.declared.reach))
  expect(silent.map(({ path }) => path)).toEqual([])
})

test('samples are what the procedures take', () => {
  const wrong = closedProcedures.flatMap((asked) => {
    const result = asked.schema?.safeParse(sampleFor(asked, rows.own))
    return result && !result.success ? [`${asked.path}: ${z.prettifyError(result.error)}`] : []
  })
  expect(wrong).toEqual([])
})

test('at the door every role is let in where the table says so, in its own brand and nowhere else', async () => {
  const wrong: string[] = []
  for (const role of Role.options) {
    const whole = standing({ everywhere: role, grants: [] })
    const inBrand = standing({ grants: [{ brandId: here.brandId, role }] })
    for (const asked of closedProcedures) {
      const { permission, reach } = asked.declared
      const may = mayDo(role, permission) ? 'in' : 'NOT_ALLOWED'
      const ofPart = reach === 'workspace' ? 'NOT_ALLOWED' : may
      const outside = reach !== 'workspace' && namesPlaces(asked) ? 'NOT_FOUND' : ofPart
      const expected = [
        [whole, 'own', may],
        [inBrand, 'own', ofPart],
        [inBrand, 'other-brand', outside],
        [inBrand, 'other-workspace', outside],
      ] as const
      for (const [who, about, outcome] of expected) {
        const found = await atDoor(asked, who, rows[about])
        if (found !== outcome) wrong.push(`${role} ${asked.path} about ${about}: ${found}, not ${outcome}`)
      }
    }
  }
  expect(wrong).toEqual([])
})

test('whoever has one brand, or one account, reads all of it and not a word of anything else', async () => {
  const ask = await wholeRouter()
  const inBrand = standing({ grants: [{ brandId: here.brandId, role: 'admin' }] })
  const onAccount = standing({ grants: [{ brandId: here.brandId, accountId: rows.own['accountId'], role: 'admin' }] })
  // No file lies in the store, and nothing here is sorted under campaigns and labels.
  const plain = Object.fromEntries(Object.entries(rows.own).filter(([field]) => !['logoMediaId', 'campaignId', 'labelId'].includes(field)))
  const [leaks, byAccount]: [string[], string[]] = [[], []]
  for (const asked of closedProcedures.filter(({ path, declared }) => declared.does === 'reads' && path !== 'notifications.live')) {
    for (const who of [inBrand, onAccount]) {
      const { answer, code } = await ask(asked, who, sampleFor(asked, plain))
      const refused = code === 'NOT_ALLOWED' && (who === onAccount || asked.declared.reach === 'workspace')
      const answered = code === undefined || refused || code === unanswered[asked.path]
      if (!answered) leaks.push(`${asked.path}: ${code}`)
      leaks.push(...toldOf(answer, 'other-brand', 'other-workspace').map((told) => `${asked.path} tells ${told}`))
      if (who !== onAccount) continue
      leaks.push(...toldOf(answer, 'sibling').map((told) => `${asked.path} tells ${told}`))
      if (says(answer, 'own')) byAccount.push(asked.path)
    }
  }
  expect(leaks).toEqual([])
  expect(byAccount).toEqual(expect.arrayContaining(listsByAccount))
})

/** What these rows hold no answer to: a report that could not be made, no document, no session of a browser. */
const unanswered: Readonly<Record<string, string>> = {
  'reports.document': 'NOT_MADE',
  'governance.document': 'NOT_FOUND',
  'signIn.mine': 'ONLY_IN_BROWSER',
  'signIn.sessions': 'ONLY_IN_BROWSER',
}

const listsByAccount = [
  'connections.accounts publishing.list publishing.drafts publishing.search publishing.attention',
  'inbox.list inbox.get inbox.person analytics.post analytics.audience',
].flatMap((line) => line.split(' '))

test('an owner of another workspace finds, changes and learns nothing, whatever ids they name', async () => {
  const ask = await wholeRouter()
  const before = await everything()
  const wrong: string[] = []
  for (const asked of closedProcedures.filter(namesPlaces)) {
    const { answer, code } = await ask(asked, elsewhere.owner.call('').acting, sampleFor(asked, rows.own))
    if (code !== undefined && !['NOT_FOUND', 'UPLOAD_OVER'].includes(code)) wrong.push(`${asked.path}: ${code}`)
    wrong.push(...toldOf(withoutEchoes(answer), 'own', 'sibling', 'other-brand').map((told) => `${asked.path} tells ${told}`))
  }
  expect(wrong).toEqual([])
  expect(await everything()).toEqual(before)
})

function accountIn({ workspaceId, owner: { memberId } }: TestWorkspace, brandId: string, mark: string) {
  return { workspaceId, brandId, mark, accountId: randomUUID(), memberId }
}

function standing(of: Acting['standing']): Acting {
  return { ...here.owner.call('').acting, role: of.everywhere, standing: of }
}

function contextOf(acting: Acting): CallContext {
  return { acting, headers: new Headers(), ip: '192.0.2.1', find }
}

/** What the door says; nothing behind it is done. */
async function atDoor(asked: Asked, acting: Acting, about: Rows): Promise<string> {
  const admitted = new Error('in')
  const behind = implement(asked.procedure)
    .$context<CallContext>()
    .use(atTheDoor)
    .use(() => {
      throw admitted
    })
    .handler(() => undefined)
  const options = { path: asked.path.split('.'), context: contextOf(acting) }
  const outcome: unknown = await call(behind, sampleFor(asked, about), options).catch((error: unknown) => error)
  return outcome === admitted ? 'in' : codeOf(outcome)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

interface Outcome {
  readonly answer?: unknown
  readonly code?: string
}

/** All the way through: the door, the use case and the answer that would go out. */
async function wholeRouter(): Promise<(asked: Asked, acting: Acting, input: unknown) => Promise<Outcome>> {
  await foundation.jobs.start('sends')
  const outside = { fetch: () => never, options: async () => ({}) }
  const rest = { clock: systemClock, setupCode: undefined, resolveActing: async () => undefined, countWebhooks: () => undefined }
  const router = buildRouter(
    moduleNeeds(foundation, { ...rest, outside, demo: { sandbox: demoSandbox(undefined, foundation), api: never, linksDoor: never } }),
  )
  return async (asked, acting, input) => {
    const client: object = createRouterClient(router, { context: contextOf(acting) })
    const [module = '', name = ''] = asked.path.split('.')
    const ask: unknown = Reflect.get(Reflect.get(client, module), name)
    if (typeof ask !== 'function') throw new Error(`The router has no ${asked.path}.`)
    try {
      return { answer: await ask(input) }
    } catch (error) {
      return { code: codeOf(error) }
    }
  }
}

function never(): never {
  throw new Error('Nobody asks outside, and no demo is made.')
}

/** Whoever asks about several things hears of each by the id they named; that it was not found is all there is to it. */
function withoutEchoes(answer: unknown): unknown {
  const many = z.object({ results: z.array(z.object({ ok: z.literal(false), code: z.literal('NOT_FOUND') })) }).safeParse(answer)
  return many.success ? undefined : answer
}

/** What an answer says of rows that it must not tell of: their ids and their mark. */
function toldOf(answer: unknown, ...of: (keyof typeof rows)[]): string[] {
  return of.flatMap((name) => {
    const told = Object.entries(rows[name]).filter(([field, id]) => !(name === 'sibling' && field === 'brandId') && says(answer, id))
    return [...told.map(([field]) => `${field} of ${name}`), ...(says(answer, name) ? [`words of ${name}`] : [])]
  })
}

function says(answer: unknown, word: string): boolean {
  return answer !== undefined && JSON.stringify(answer).includes(`"${word}`)
}

/** The sums of all rows of this workspace, to see that nothing was changed. */
async function everything(): Promise<string[]> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     where column_name = 'workspace_id' and table_schema not in ('pgboss', 'hearth') order by 1`,
  )
  const sums = tables.map(async ({ name }) => {
    const sum = `select md5(string_agg(t::text, '' order by t::text)) as sum from ${name} t where workspace_id = $1`
    const { rows: found } = await database.pool.query<{ sum: string | null }>(sum, [here.workspaceId])
    return `${name} ${found[0]?.sum ?? 'empty'}`
  })
  return Promise.all(sums)
}

/** The same is looked up once, however many roles ask about it. */
function remembering(lookUp: NonNullable<CallContext['find']>): NonNullable<CallContext['find']> {
  const known = new Map<string, ReturnType<typeof lookUp>>()
  return (field, asked) => {
    const key = JSON.stringify([field, asked])
    const found = known.get(key) ?? lookUp(field, asked)
    known.set(key, found)
    return found
  }
}
