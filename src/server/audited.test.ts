import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { expect, test } from 'vitest'

import { procedures } from './test-contract.ts'

/** What changes something and yet writes no entry, and why. */
const silent: Readonly<Record<string, string>> = {
  'links.preview': 'looks at a page, keeps nothing of the team’s',
  'inbox.readNow': 'asks the networks earlier than they would be asked anyway',
  'analytics.readNow': 'asks the networks earlier than they would be asked anyway',
  'inbox.here': 'presence: gone within a minute',
  'inbox.leave': 'presence',
  'inbox.attend': 'presence: whether somebody is at work just now',
  'inbox.tryRule': 'a dry run',
  'demo.remove': 'the whole workspace goes; teams.removeWorkspace writes it down where the person is at home',
}

/** What changes something that was there and yet tells no before and after, and why. */
const plain: Readonly<Record<string, string>> = {
  'teams.setUp': 'nothing was there',
  'teams.acceptInvitation': 'adds a member',
  'teams.removeWorkspace': 'the whole workspace goes, its log with it',
  'demo.start': 'adds a workspace',
  'signIn.endSession': 'a session has nothing to show but that it ended',
  'signIn.endOtherSessions': 'as endSession',
  'notifications.markRead': 'one’s own notices',
  'notifications.addPushBrowser': 'adds a browser of one’s own',
  'notifications.removePushBrowser': 'takes it off again',
  'notifications.testHook': 'sends a message to try; nothing is kept',
  'connections.keepApp': 'keys are secret, before and after',
  'connections.finishConnecting': 'adds an account, or signs one in again',
  'connections.chooseProfiles': 'as finishConnecting',
  'links.renewConversionSecret': 'a secret, before and after',
  'links.importConversions': 'adds conversions; how many is said',
  'links.eraseConversions': 'what was erased must not live on in the log',
  'media.cancelRendition': 'a film being made for a network: the item itself is as it was',
  'media.retryRendition': 'as cancelRendition',
  'media.stopUpload': 'what had come of a file is in no library yet',
  'governance.takeStartingRules': 'adds rules',
  'governance.readDocument': 'adds that somebody has read it',
  'governance.confirmDocument': 'adds a confirmation',
  'governance.remindReaders': 'sends notices',
  'governance.tickCrisisStep': 'the crisis has a log of its own, of every tick',
  'inbox.undoRule': 'each act of the rule says what it was and by whom it was taken back',
  'inbox.undoRuleAct': 'as undoRule',
  'inbox.changePerson': 'personal data stands in one place, for an erasure to find: the log says which fields, not what stood there',
  'inbox.removePersonNote': 'as changePerson',
  'inbox.splitPerson': 'as changePerson',
  'inbox.keepApart': 'as changePerson',
  'inbox.exportPerson': 'hands out a copy; nothing changes',
  'inbox.erasePerson': 'what was erased must not live on in the log',
}

const changing = procedures.filter(({ declared }) => declared.does !== 'reads')
const standing = changing.filter(({ path, declared }) => declared.does === 'changes' && !(path in silent)).map(({ path }) => path)

test('there is much that changes something', () => {
  expect(changing.length).toBeGreaterThan(80)
})

test('everything that changes something writes an entry of the audit log', () => {
  const without = changing.map(({ path }) => path).filter((path) => !writesEntry(path))
  expect(without.filter((path) => !(path in silent))).toEqual([])
})

test('nothing is excused that is gone or writes an entry after all', () => {
  const paths = new Set(changing.map(({ path }) => path))
  expect(Object.keys(silent).filter((path) => !paths.has(path) || writesEntry(path))).toEqual([])
})

test('everything that changes what was there says how it stood and how it stands', () => {
  const mute = standing.filter((path) => !saysDifference(path))
  expect(mute.filter((path) => !(path in plain))).toEqual([])
})

test('nothing is excused from that which is gone or says it after all', () => {
  expect(Object.keys(plain).filter((path) => !standing.includes(path) || saysDifference(path))).toEqual([])
})

test('no column of a row that the log shows is a secret', () => {
  const shown = globSync(['src/modules/*/seen.ts', 'src/modules/teams/**/*.ts']).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/columns: \[('[^\]]*)\]/g)].map(([, columns = '']) => columns),
  )
  expect(shown.length).toBeGreaterThan(30)
  expect(shown.filter((columns) => /secret|sealed|hash|token|password|'key'|erasure/.test(columns))).toEqual([])
})

/** A part of the API that is a room of another module. */
const roomOf: Readonly<Record<string, string>> = { signIn: 'src/modules/teams/sign-in' }

function writesEntry(path: string): boolean {
  return wayToEntry(path) !== undefined
}

/** What was there before is said by the row that is watched, or by the work itself; of what is taken away there is no after. */
function saysDifference(path: string): boolean {
  const way = wayToEntry(path) ?? ''
  const takesAway = /\.(remove|revoke|withdraw|stop|erase)/.test(path)
  return /\bwatching\(/.test(way) || (/\bbefore\b/.test(way) && (takesAway || /\bafter\b/.test(way)))
}

/** From the line of the module's router to the use case it calls, and to what that hands over to; undefined where none writes an entry. */
function wayToEntry(path: string): string | undefined {
  const [module = '', name = ''] = path.split('.')
  const folder = roomOf[module] ?? `src/modules/${module}`
  const router = globSync(`${folder}/**/*.ts`).find((file) => !file.includes('.test.') && has(file, `api.${name}.handler(`))
  if (!router) throw new Error(`No line of a router answers ${path}.`)
  const source = readFileSync(router, 'utf8')
  const from = source.indexOf(`api.${name}.handler(`)
  const next = source.indexOf('.handler(', from + `api.${name}.handler(`.length)
  return wayToChange(router, source.slice(from, next === -1 ? undefined : next), 0)
}

function wayToChange(file: string, body: string, depth: number): string | undefined {
  if (/\b(change|writeAudit)\(/.test(body)) return body
  if (depth > 3) return undefined
  for (const [, called = ''] of body.matchAll(/\b([a-z]\w+)\(/g)) {
    const place = placeOf(file, called)
    const way = place && wayToChange(place.file, place.body, depth + 1)
    if (way !== undefined) return `${body}\n${way}`
  }
  return undefined
}

/** The function of that name: here, or where this file imports it from. */
function placeOf(file: string, name: string): { file: string; body: string } | undefined {
  const here = bodyOf(file, name)
  if (here !== undefined) return { file, body: here }
  const source = readFileSync(file, 'utf8')
  const imported = [...source.matchAll(/import \{([^}]*)\} from '(\.[^']+)'/g)].find(([, names = '']) =>
    new RegExp(`\\b${name}\\b`).test(names),
  )
  if (!imported?.[2]) return undefined
  const there = join(dirname(file), imported[2])
  const body = bodyOf(there, name)
  return body === undefined ? undefined : { file: there, body }
}

function bodyOf(file: string, name: string): string | undefined {
  const source = readFileSync(file, 'utf8')
  const start = source.search(new RegExp(`^(export )?(async )?function ${name}\\b`, 'm'))
  if (start === -1) return undefined
  const end = source.indexOf('\n}', start)
  return source.slice(start, end === -1 ? undefined : end)
}

function has(file: string, words: string): boolean {
  return readFileSync(file, 'utf8').includes(words)
}
