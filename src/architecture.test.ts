import { globSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'

import { describe, expect, test } from 'vitest'

/** The modules from the ground up: each may use those before it, and speaks to those after it through events only. */
const modules = [
  'teams',
  'notifications',
  'connections',
  'media',
  'links',
  'understanding',
  'strategy',
  'governance',
  'publishing',
  'inbox',
  'listening',
  'reviews',
  'advocacy',
  'ads',
  'analytics',
  'reports',
  'demo',
]

/** Who may import whom. Each part may use the parts listed; this table is the documentation. */
const mayUse: Record<string, readonly string[]> = {
  kit: ['kit-contract', 'kit-client'],
  'kit-contract': ['kit'],
  'kit-client': ['kit', 'kit-contract'],
  networks: ['kit', 'networks-types', 'network-rules'],
  'networks-types': ['kit'],
  'network-rules': ['kit', 'networks-types'],
  'network-web': ['networks-types', 'network-rules', 'web-ui'],
  contract: ['kit-contract', 'contract'],
  ...Object.fromEntries(
    modules.map((name, floor) => [
      `modules/${name}`,
      ['kit', 'networks', 'networks-types', 'network-rules', 'contract', ...modules.slice(0, floor).map((lower) => `modules/${lower}`)],
    ]),
  ),
  web: ['kit-client', 'kit-contract', 'contract', 'network-rules', 'network-web', 'networks-types', 'web-ui'],
  'web-ui': ['web', 'kit-contract', 'network-rules', 'networks-types'],
}
/** The places that put everything together. */
const knowsAll = new Set(['server', 'sandbox', 'testing', 'database', 'architecture.test.ts'])

const sources = globSync('src/**/*.{ts,tsx}').map((path) => path.replaceAll('\\', '/'))
/** Tests, and what only tests import (`test-world.ts`), may reach for whatever they try. */
const production = sources.filter((path) => !path.includes('.test.') && !/\/test-[^/]+\.ts$/.test(path))

describe('who may import whom', () => {
  test.each(production)('%s', (file) => {
    const part = partOf(file.slice('src/'.length))
    if (knowsAll.has(part)) return
    const strangers = importsOf(file).filter((used) => !allowed(part, file, used))
    expect(strangers).toEqual([])
  })

  test('every module on disk has its place in the order', () => {
    const onDisk = globSync('src/modules/*').map((path) => posix.basename(path.replaceAll('\\', '/')))
    expect(onDisk.filter((name) => !modules.includes(name))).toEqual([])
  })

  test('the server reaches no .tsx, which Node cannot load', () => {
    const server = production.filter((file) => file.endsWith('.ts') && !file.startsWith('src/web/'))
    const reaching = server.filter((file) => importsOf(file).some((used) => used.endsWith('.tsx') || /^networks\/[^/]+\/web$/.test(used)))
    expect(reaching).toEqual([])
  })
})

describe('what the browser reads of a network', () => {
  const entries = production.filter((file) =>
    /^src\/networks\/[^/]+\/(rules|rules-of-answers|texts)\.ts$|^src\/networks\/[^/]+\/web\.tsx$/.test(file),
  )
  test.each(entries)('%s reaches nothing of the server', (entry) => {
    const reached = reachableFrom(entry)
    expect(reached.filter((file) => /\/(api|connect|publishing|index|session)\.ts$/.test(file))).toEqual([])
    // A schema library would weigh more than all the rules together.
    expect(reached.filter((file) => /from '(?:node:|zod')/.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})

test('a stand-in knows nothing of what it is to prove', () => {
  const standIns = production.filter((file) => /^src\/networks\/[^/]+\/stand-in[^/]*\.ts$/.test(file))
  expect(standIns.length).toBeGreaterThan(0)
  const knowing = standIns.filter((file) => importsOf(file).some((used) => networkOf(used) !== '' && !/\/stand-in[^/]*$/.test(used)))
  expect(knowing).toEqual([])
})

describe('SQL stays inside its module', () => {
  test.each(production.filter((file) => file.startsWith('src/modules/')))('%s', (file) => {
    const own = file.split('/')[2]
    const named = [
      ...readFileSync(file, 'utf8').matchAll(
        /\b(?:from|join|into|update|selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin)\b[\s(]*['"`]?([a-z]+)\.[a-z_]+/gi,
      ),
    ].map(([, schema = '']) => schema)
    expect(named.filter((schema) => modules.includes(schema) && schema !== own)).toEqual([])
  })

  test('a migration creates tables in the schema it is named for', () => {
    for (const file of globSync('src/database/migrations/*.sql')) {
      const schemas = new Set(
        [...readFileSync(file, 'utf8').matchAll(/create (?:table|schema)(?: if not exists)? ([a-z]+)/gi)].map(([, schema = '']) => schema),
      )
      expect([...schemas].filter((schema) => !posix.basename(file).includes(schema))).toEqual([])
    }
  })
})

/** A part may use itself, the parts of its line, and what its own folder holds. */
function allowed(part: string, file: string, used: string): boolean {
  const target = partOf(used)
  if (networkOf(file.slice('src/'.length)) !== '' && networkOf(file.slice('src/'.length)) === networkOf(used)) return true
  if (target === part) return !part.startsWith('modules/') || insideModule(file, used)
  if (mayUse[part]?.includes(target)) return !target.startsWith('modules/') || used.split('/').length === 2
  if (mayUse[part]?.includes('kit') && (target === 'kit-contract' || target === 'kit-client')) return true
  return target === 'contract' && part.startsWith('modules/')
}

/** The folder of one network; empty elsewhere. */
function networkOf(path: string): string {
  return /^networks\/[^/.]+(?=\/)/.exec(path)?.[0] ?? ''
}

function insideModule(file: string, used: string): boolean {
  return used.startsWith(file.slice('src/'.length).split('/').slice(0, 2).join('/'))
}

/** The file and all it imports from its own folder, directly or not. */
function reachableFrom(entry: string): string[] {
  const reached = new Set([entry])
  for (const file of reached) {
    for (const used of importsOf(file)) if (used.startsWith(`${networkOf(entry.slice('src/'.length))}/`)) reached.add(`src/${used}`)
  }
  return [...reached].filter((file) => /\.tsx?$/.test(file))
}

/** Every specifier, static, re-exported or dynamic, as a path below src; packages are left out. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const specifiers = [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([#.][^'"]+)['"]/g)].map(([, specifier = '']) => specifier)
  return specifiers.map((specifier) =>
    specifier.startsWith('#') ? specifier.slice(1) : posix.join(dirname(file).slice('src/'.length), specifier),
  )
}

function partOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/')
  if (
    first === 'contract' ||
    (first === 'modules' && /^(?:[a-z-]+-)?contract\.ts$/.test(posix.basename(path))) ||
    path === 'server/contract.ts'
  )
    return 'contract'
  if (first === 'modules') return `modules/${second}`
  if (first === 'kit' && /^contract(\.ts)?$/.test(second)) return 'kit-contract'
  if (first === 'kit' && /^client(\.ts)?$/.test(second)) return 'kit-client'
  if (first === 'networks' && /^(texts|media|judge-media|post-links|comment-rules|fit-video|crop-region)(\.ts)?$/.test(second))
    return 'network-rules'
  if (first === 'networks' && /^network(?:-[a-z]+)?(\.ts)?$/.test(second)) return 'networks-types'
  if (first === 'networks' && /^(rules|texts)/.test(third)) return 'network-rules'
  if (first === 'networks' && (third.startsWith('web') || /^web-(?:outline|post)/.test(second))) return 'network-web'
  if (first === 'web' && second === 'ui') return 'web-ui'
  return first
}
