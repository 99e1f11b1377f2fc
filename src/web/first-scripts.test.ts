import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, isAbsolute, join, relative } from 'node:path'

import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const { resolve } = createRequire(import.meta.url)

/** What is loaded before the calendar is seen: the page itself, the words of one language, the screen and its grid. */
const first = ['main.tsx', 'messages.en.ts', 'publishing/calendar/calendar-page.tsx', 'publishing/calendar/post-calendar.tsx']
const { files, packages } = reachedFrom(first.map((name) => join(import.meta.dirname, name)))

test('the calendar waits for these libraries and no other', () => {
  expect(packages).toEqual([
    '@fontsource-variable/source-sans-3',
    '@fullcalendar/react',
    '@mantine/core',
    '@mantine/hooks',
    '@orpc/client',
    '@orpc/tanstack-query',
    '@tanstack/react-query',
    '@tanstack/react-router',
    'lucide-react',
    'react',
    'react-dom',
  ])
})

test('the calendar waits for no screen but its own: of other areas for what the frame shows, and for these words', () => {
  const own = /^src\/web\/(?:errors|frame|language|ui)\/[^/]+$|^src\/web\/publishing\/(?:calendar|time)\/|^src\/web\/[^/]+$/
  const addresses = /^src\/web\/.+-search\.ts$/
  const looks = /^src\/networks\/(?:[^/]+\/web|web-outline)\.tsx$/
  expect(files.filter((file) => ![own, addresses, looks].some((known) => known.test(file)))).toEqual([
    'src/kit/client.ts',
    'src/modules/teams/own-path-contract.ts',
    'src/web/connections/messages.en.ts',
    'src/web/demo/messages.en.ts',
    'src/web/governance/crisis/use-crises.ts',
    'src/web/inbox/sharing/use-attendance.ts',
    'src/web/notifications/choices/push-here.ts',
    'src/web/notifications/messages.en.ts',
    'src/web/notifications/notification-bell.tsx',
    'src/web/publishing/post/media-thumb.tsx',
    'src/web/publishing/post/messages.en.ts',
    'src/web/publishing/post/states.ts',
    'src/web/publishing/post/summary-looks.ts',
    'src/web/publishing/today/messages.en.ts',
    'src/web/settings/messages.en.ts',
    'src/web/teams/auth.ts',
    'src/web/teams/messages.en.ts',
  ])
  expect(files.filter((file) => looks.test(file)).length).toBeGreaterThan(10)
})

/** All that these files import, directly or not, except as types or when it is asked for: files of ours below the root, and packages by name. */
function reachedFrom(entries: readonly string[]): { files: readonly string[]; packages: readonly string[] } {
  const reached = new Set(entries)
  const foreign = new Set<string>()
  for (const file of reached) {
    for (const used of importsOf(file)) {
      if (isAbsolute(used)) reached.add(used)
      else foreign.add(/^(?:@[^/]+\/)?[^/]+/.exec(used)?.[0] ?? used)
    }
  }
  const ours = [...reached].filter((file) => /\.tsx?$/.test(file)).map((file) => relative(root, file))
  return { files: ours.toSorted(), packages: [...foreign].toSorted() }
}

/** Paths of ours, names of packages. */
function importsOf(file: string): string[] {
  if (!/\.tsx?$/.test(file)) return []
  const source = readFileSync(file, 'utf8')
  const named = [...source.matchAll(/^(?:import|export)\s(?!type\b)(?:[^'=(:]*\sfrom\s)?'([^']+)'/gm)].map(([, name = '']) => name)
  const patterns = [...source.matchAll(/import\.meta\.glob<[^(]*\(\s*'([^']+)',\s*\{ eager: true/g)].map(([, pattern = '']) => pattern)
  const found = named.map((name) => (name.startsWith('.') ? join(dirname(file), name) : name.startsWith('#') ? resolve(name) : name))
  return [...found, ...patterns.flatMap((pattern) => globSync(join(dirname(file), pattern)))]
}
