import { describe, expect, test } from 'vitest'

import type {
  AccountAccess,
  Insights,
  InsightsUse,
  MetricSource,
  Network,
  NetworkEnvironment,
  Outcome,
  PostInsights,
  ProfileInsights,
} from './network.ts'
import type { Stage } from './stage.ts'
import { valueOf } from './test-steps.ts'

interface Promised {
  readonly network: Network
  readonly stage: () => Stage
  readonly hasWords: (code: string) => boolean
  /** Publishes a post; answers its id. */
  readonly publish: () => Promise<string>
}

/** What every network promises that tells numbers; registers the tests. */
export function describeInsights(promised: Promised): void {
  const { insights } = promised.network
  if (!insights) return
  describe('the numbers it tells', () => {
    describeSources(insights, promised)
    describeProfile(insights, promised)
    describePosts(insights, promised)
    describeAudience(insights, promised)
    describeTroubles(insights, promised)
  })
}

function describeSources({ profile, posts }: Insights, { hasWords }: Promised): void {
  test.each([
    ['profile', profile?.sources ?? []],
    ['post', posts?.sources ?? []],
  ])('each of a %s has one source, and every remark its words', (_, sources) => {
    expect(metricsIn(sources)).toEqual([...new Set(metricsIn(sources))])
    expect(sources.filter(({ source }) => source.trim() === '')).toEqual([])
    expect(sources.flatMap(({ note }) => (note === undefined || hasWords(note) ? [] : [note]))).toEqual([])
    const days = sources.flatMap(({ since }) => since ?? [])
    expect(days.map((day) => Temporal.PlainDate.from(day).toString())).toEqual(days)
  })
}

function describeProfile({ profile }: Insights, { stage, hasWords }: Promised): void {
  if (!profile) return
  test('those of a profile are whole, not below 0, each with a source, and once a day', async () => {
    const { figures, ...use } = valueOf(await readProfile(profile, await stage().connect(), stage().environment()))
    expect(figures.length).toBeGreaterThan(0)
    expectFigures(figures, profile.sources)
    const { from, to } = spanOf(profile, stage().environment())
    const days = figures.flatMap(({ day }) => (day ? [day] : []))
    expect(days.filter((day) => Temporal.PlainDate.compare(day, from) < 0 || Temporal.PlainDate.compare(day, to) > 0)).toEqual([])
    const places = figures.map(({ metric, day }) => `${metric} ${day?.toString() ?? 'now'}`)
    expect(places).toEqual([...new Set(places)])
    expectUse(use, hasWords)
  })
}

function describePosts({ posts }: Insights, { stage, hasWords, publish }: Promised): void {
  if (!posts) return
  test('those of a post are so too, and of a post that nobody knows nothing is told', async () => {
    const access = await stage().connect()
    const published = await publish()
    // Some tell nothing of what nobody has looked at yet.
    stage().like?.(published)
    const reading = valueOf(await readPosts(posts, [published, withOtherEnd(published)], { access, environment: stage().environment() }))
    expect(reading.posts.map(({ externalId }) => externalId)).toEqual([published])
    expect(reading.gone ?? []).not.toContain(published)
    const figures = reading.posts.flatMap((post) => post.figures)
    expectFigures(figures, posts.sources)
    expect(metricsIn(figures)).toEqual([...new Set(metricsIn(figures))])
    expectUse(reading, hasWords)
  })
}

function describeAudience({ audience }: Insights, { stage, hasWords }: Promised): void {
  if (!audience) return
  test('those of the people who follow are so too', async () => {
    const { groups, ...use } = valueOf(await audience.read(await stage().connect(), stage().environment()))
    expect(groups.filter(({ key, value }) => key.trim() === '' || !isFigure(value))).toEqual([])
    expectUse(use, hasWords)
  })
}

type Read = (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<unknown>>

function describeTroubles({ profile, posts, audience }: Insights, { stage }: Promised): void {
  const readings: (readonly [string, Read])[] = []
  if (profile) readings.push(['a profile', (access, environment) => readProfile(profile, access, environment)])
  if (posts) readings.push(['posts', (access, environment) => readPosts(posts, [anyId(access)], { access, environment })])
  if (audience) readings.push(['an audience', (access, environment) => audience.read(access, environment)])

  test.each(readings)('asking for %s with a dead token says signed-out, and too often says until when to wait', async (_, read) => {
    const access = await stage().connect()
    const dead = { ...access, secret: withDeadTokens(access.secret) }
    expect(await read(dead, stage().environment())).toMatchObject({ ok: false, trouble: { kind: 'signed-out' } })
    const now = Temporal.Instant.from('2027-01-01T00:00:00Z')
    const outcome = await read(access, stage().environment({ fetch: tooOften, now: () => now }))
    // As text: two instants always look alike to the matcher.
    expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ trouble: { kind: 'slow-down', until: '2027-01-01T00:01:30Z' } })
  })
}

async function tooOften(): Promise<Response> {
  return new Response('{}', { status: 429, headers: { 'retry-after': '90' } })
}

function readProfile(profile: ProfileInsights, access: AccountAccess, environment: NetworkEnvironment) {
  return profile.read(spanOf(profile, environment), access, environment)
}

/** As many days as one reading gives. */
function spanOf({ zone, backDays }: ProfileInsights, { now }: NetworkEnvironment) {
  const to = now().toZonedDateTimeISO(zone).toPlainDate()
  return { from: to.subtract({ days: Math.min(backDays, 29) }), to }
}

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

function readPosts(posts: PostInsights, ids: readonly string[], { access, environment }: Asking) {
  const asked = ids.map((externalId) => ({ externalId, publishedAt: environment.now(), type: undefined }))
  return posts.read(asked, access, environment)
}

type Named = readonly Pick<MetricSource, 'metric'>[]

function metricsIn(named: Named): readonly string[] {
  return named.map(({ metric }) => metric)
}

function expectFigures(figures: readonly (Named[number] & { readonly value: number })[], sources: Named): void {
  expect(figures.filter(({ value }) => !isFigure(value))).toEqual([])
  expect(metricsIn(figures).filter((metric) => !metricsIn(sources).includes(metric))).toEqual([])
}

function isFigure(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** What reading takes of a quota is named as the quota is. */
function expectUse({ uses = [], cost = 0 }: InsightsUse, hasWords: Promised['hasWords']): void {
  expect(uses.filter(({ name, amount }) => !hasWords(`quota.${name}`) || amount < 0)).toEqual([])
  expect(cost).toBeGreaterThanOrEqual(0)
}

/** A post's id as the network might give it, but which it did not. */
function withOtherEnd(id: string): string {
  // Two characters of it: the one after a post's may be the next post's.
  return `${id.slice(0, -2)}${id.endsWith('44') ? '55' : '44'}`
}

/** Something that looks like a post's id, for a network that looks at the token first. */
function anyId({ externalId }: AccountAccess): string {
  if (externalId.startsWith('urn:')) return 'urn:li:share:7131234567890123456'
  return externalId.startsWith('did:') ? `at://${externalId}/app.bsky.feed.post/3jui7kd54zh2y` : '17841405793187218'
}

/** As if somebody had withdrawn them, whatever a network calls them. */
function withDeadTokens(secret: AccountAccess['secret']): AccountAccess['secret'] {
  if (typeof secret !== 'object' || secret === null || Array.isArray(secret)) return secret
  return Object.fromEntries(
    Object.entries(secret).map(([name, value]) => [name, tokens.has(name) && typeof value === 'string' ? backwards(value) : value]),
  )
}

const tokens = new Set(['token', 'accessToken', 'accessJwt'])

function backwards(token: string): string {
  return token.split('').toReversed().join('')
}
