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

const changing = procedures.filter(({ declared }) => declared.does !== 'reads')

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

/** A part of the API that is a room of another module. */
const roomOf: Readonly<Record<string, string>> = { signIn: 'src/modules/teams/sign-in' }

/** From the line of the module's router to the use case it calls, and to what that hands over to. */
function writesEntry(path: string): boolean {
  const [module = '', name = ''] = path.split('.')
  const folder = roomOf[module] ?? `src/modules/${module}`
  const router = globSync(`${folder}/**/*.ts`).find((file) => !file.includes('.test.') && has(file, `api.${name}.handler(`))
  if (!router) throw new Error(`No line of a router answers ${path}.`)
  const source = readFileSync(router, 'utf8')
  const from = source.indexOf(`api.${name}.handler(`)
  const next = source.indexOf('.handler(', from + `api.${name}.handler(`.length)
  return callsChange(router, source.slice(from, next === -1 ? undefined : next), 0)
}

function callsChange(file: string, body: string, depth: number): boolean {
  if (/\b(change|changeTwice|writeAudit)\(/.test(body)) return true
  if (depth > 3) return false
  return [...body.matchAll(/\b([a-z]\w+)\(/g)].some(([, called = '']) => {
    const place = placeOf(file, called)
    return place !== undefined && callsChange(place.file, place.body, depth + 1)
  })
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
