import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Browser, BrowserContext, Page } from 'playwright-core'

import type { TestBluesky } from '#testing/bluesky'
import { type TestDatabase, testDatabase } from '#testing/database'

import { texts as blueskyTexts } from '../../src/networks/bluesky/texts.ts'
import { hearth, type Hearth, type Role } from './hearth.ts'
import { lookName, textsIn, type Look, type Texts } from './looks.ts'
import { ownerLogin } from './owner.ts'
import { keepPresses } from './presses.ts'
import { settingsFor } from './settings-for.ts'
import { watch, type Watch } from './watch.ts'

/** One journey through Hearth. */
export interface Journey {
  readonly name: string
  /** Where a journey is about looks too: those it is seen in. The usual one alone if absent. */
  readonly looks?: {
    readonly each: readonly Look[]
    /** With `--all`. */
    readonly all: readonly Look[]
  }
  readonly run: (world: World) => Promise<void>
}

/** A person at a browser of their own. */
export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly watch: Watch
}

/** What a journey has: a Hearth, a Bluesky server, browsers, and the words of its language. */
export interface World {
  readonly look: Look
  readonly texts: Texts
  /** Bluesky's own words in the journey's language. */
  readonly bluesky: TestBluesky & { readonly words: (typeof blueskyTexts)['en'] }
  readonly narrow: boolean
  /** Starts Hearth in processes of its own, on a database of its own; it ends with the journey. */
  readonly start: (settings?: Readonly<Record<string, string>>, roles?: readonly Role[]) => Promise<Hearth>
  /** As `start`, with the database that Hearth brings along, as most people run it. Takes longer. */
  readonly startWhole: (settings?: Readonly<Record<string, string>>, roles?: readonly Role[]) => Promise<Hearth>
  /** The database that `start` gave, for what no person can do. */
  readonly database: () => TestDatabase
  readonly hearth: () => Hearth
  /** Keeps what a Hearth needs until it has ended. */
  readonly using: <Resource extends AsyncDisposable>(resource: Resource) => Resource
  /** Opens a browser at Hearth, signed in as the owner if wanted. */
  readonly visit: (path: string, as?: { readonly email: string; readonly password: string }) => Promise<Person>
  readonly account: () => ReturnType<TestBluesky['createAccount']>
  /** A picture of the screen, where pictures are wanted. */
  readonly show: (person: Person, screen: string) => Promise<void>
  readonly people: () => readonly Person[]
  /** What Hearth printed. */
  readonly output: () => string
  /** A part that cannot be tried on this machine. */
  readonly skip: (what: string) => void
  readonly end: () => Promise<void>
}

/** What the worlds of a run share, and how this one is looked at. */
export interface Ground {
  readonly browser: Browser
  readonly bluesky: TestBluesky
  /** The server on which each journey has a database. */
  readonly postgresUrl: string
  readonly look: Look
  readonly pictures: string | undefined
}

let accounts = 0

export function openWorld({ browser, bluesky, postgresUrl, look, pictures }: Ground): World {
  const running: Hearth[] = []
  const databases: TestDatabase[] = []
  const people: Person[] = []
  const needed = new AsyncDisposableStack()
  const current = () => lastOf(running)
  const startWhole: World['startWhole'] = async (settings = {}, roles = ['all']) => {
    const made = await hearth({ ...leadingTo(bluesky), ...settings })
    running.push(made)
    for (const role of roles) await made.run(role)
    return made
  }
  const visit: World['visit'] = async (path, as) => {
    const { url } = current()
    const context = await browser.newContext({
      baseURL: url,
      locale: look.language,
      timezoneId: 'Europe/Berlin',
      colorScheme: look.scheme,
      viewport: { width: look.width, height: look.width < 768 ? 844 : 900 },
      reducedMotion: 'reduce',
    })
    // Several journeys share the machine: what takes long there is slow, not wrong.
    context.setDefaultTimeout(30_000)
    if (as) await signInThere(context, url, as)
    const page = await context.newPage()
    const person = { page, context, watch: watch(page, url) }
    people.push(person)
    await keepPresses(page)
    await page.goto(path)
    return person
  }
  return {
    look,
    texts: textsIn(look.language),
    bluesky: { ...bluesky, words: blueskyTexts[look.language] },
    narrow: look.width < 768,
    start: async (settings = {}, roles = ['all']) => {
      const database = needed.use(await testDatabase({ url: postgresUrl }))
      databases.push(database)
      return startWhole({ DATABASE_URL: database.url, ...settings }, roles)
    },
    startWhole,
    database: () => lastOf(databases),
    hearth: current,
    using: (resource) => needed.use(resource),
    visit,
    account: () => bluesky.createAccount(`tea${++accounts}`),
    show: async ({ page }, screen) => {
      if (pictures === undefined) return
      await mkdir(pictures, { recursive: true })
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      await page.screenshot({ path: join(pictures, `${screen} (${lookName(look)}).png`) })
    },
    people: () => people,
    output: () => running.map((each) => each.output()).join('\n'),
    skip: (what) => console.log(`    skipped: ${what}`),
    end: async () => {
      await Promise.all(people.map(({ context }) => context.close()))
      await Promise.all(running.map((each) => each.stop()))
      await needed.disposeAsync()
    },
  }
}

export const asOwner = { email: ownerLogin.email, password: ownerLogin.password }

function lastOf<Started>(all: readonly Started[]): Started {
  const last = all.at(-1)
  if (!last) throw new Error('This journey has not started Hearth')
  return last
}

async function signInThere(context: BrowserContext, url: string, data: { email: string; password: string }): Promise<void> {
  const answer = await context.request.post('/api/auth/sign-in/email', { data, headers: { origin: url } })
  if (!answer.ok()) throw new Error(`Sign-in answered ${answer.status()}: ${await answer.text()}`)
}

function leadingTo({ origins, options }: TestBluesky): Readonly<Record<string, string>> {
  return { HEARTH_ALLOW_ORIGINS: origins.join(','), ...settingsFor('bluesky', options) }
}
