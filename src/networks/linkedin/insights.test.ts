import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AccountAccess } from '../network.ts'
import { figuresByPost, figuresOf } from '../test-figures.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { insights } from './insights.ts'
import { asAccess, type LinkedInStage, setLinkedInStage } from './test-stage.ts'

const { profile, posts, audience } = insights
let stage: LinkedInStage
let page: AccountAccess
let member: AccountAccess
let post: string
let own: string
/** The day on which everything happened. */
let day: Temporal.PlainDate
beforeAll(async () => {
  stage = await setLinkedInStage()
  day = stage.environment().now().toZonedDateTimeISO('UTC').toPlainDate()
  const signed = valueOf(await stage.signIn(stage.profile.id))
  page = asAccess(signed)
  const person = signed.others?.find(({ limits }) => JSON.stringify(limits).includes('member'))
  if (!person) throw new Error('Nobody administers the page.')
  member = asAccess(person)
  const { standIn, friend } = stage
  post = standIn.act({ kind: 'post', by: stage.profile.id, text: 'Spring teas' }).id
  own = standIn.act({ kind: 'post', by: person.externalId, text: 'We have spring teas' }).id
  for (const each of [post, own]) {
    standIn.act({ kind: 'like', by: friend.id, post: each })
    standIn.act({ kind: 'reply', by: friend.id, post: each, text: 'Is there oolong?' })
    standIn.crowd?.({ on: each, figures: { impressions: 1000, reach: 800, reactions: 9, shares: 4, clicks: 17 } })
  }
  standIn.act({ kind: 'follow', by: friend.id, profile: stage.profile.id })
  standIn.crowd?.({ on: stage.profile.id, figures: { followers: 1000, profileViews: 30 } })
  standIn.crowd?.({ on: person.externalId, figures: { followers: 70 } })
  stage.pass({ hours: 24 * 3 })
})
afterAll(() => stage?.close())

const readProfile = (access: AccountAccess, fetch?: typeof globalThis.fetch) =>
  profile.read({ from: day.subtract({ days: 1 }), to: day.add({ days: 5 }) }, access, stage.environment(fetch ? { fetch } : {}))
const readPosts = (ids: readonly string[], access: AccountAccess, fetch?: typeof globalThis.fetch) =>
  posts.read(
    ids.map((externalId) => ({ externalId, publishedAt: stage.environment().now(), type: undefined })),
    access,
    stage.environment(fetch ? { fetch } : {}),
  )
const uses = (amount: number) => ['member_calls', 'app_calls'].map((name) => ({ name, amount }))

test('a page tells who follows now, and each day that is over; who came two days later', async () => {
  const reading = valueOf(await readProfile(page))
  const days = new Set(reading.figures.flatMap((figure) => figure.day?.toString() ?? []))
  expect([...days].toSorted()).toEqual([-1, 0, 1, 2].map((later) => day.add({ days: later }).toString()))
  expect(figuresOf(reading)).toEqual({ followers: 1001 })
  const figures = figuresOf(reading, day.toString())
  expect(figures).toMatchObject({ followersGained: 1001, reactions: 10, comments: 1, shares: 4 })
  expect(figures.impressions).toBeGreaterThan(1000)
  expect(figures.profileViews).toBeGreaterThanOrEqual(30)
  expect(figuresOf(reading, day.add({ days: 2 }).toString())).not.toHaveProperty('followersGained')
  expect([...Object.keys(figures), 'followers'].toSorted()).toEqual(profile.sources.map(({ metric }) => metric).toSorted())
  expect(reading.uses).toEqual(uses(4))
})

test('the posts of a page take one call; what nobody has seen, and what is gone, stands in no list', async () => {
  const { standIn } = stage
  const [unseen, dropped] = ['Just out', 'Never mind'].map((text) => standIn.act({ kind: 'post', by: stage.profile.id, text }).id)
  standIn.crowd?.({ on: dropped ?? '', figures: { impressions: 5 } })
  const before = valueOf(await readPosts([post, dropped ?? ''], page))
  expect(before.posts.map(({ externalId }) => externalId)).toEqual([post, dropped])
  const reading = valueOf(await readPosts([post, unseen ?? '', 'urn:li:ugcPost:7131234567890123456'], page))
  expect(reading).toMatchObject({ posts: [{ externalId: post }], uses: uses(1) })
  const figures = figuresByPost(reading)[post] ?? {}
  expect(figures).toMatchObject({ reactions: 10, comments: 1, shares: 4 })
  expect(figures.reach).toBeGreaterThanOrEqual(800)
  expect(Object.keys(figures)).toEqual(posts.sources.map(({ metric }) => metric))
  expect(standIn.posts({ profileId: stage.profile.id })).toContainEqual(expect.objectContaining({ id: post, likes: 10, reposts: 4 }))
})

test('one post that LinkedIn refuses does not keep the others', async () => {
  const { fetch } = stage.environment()
  const refusing: typeof globalThis.fetch = async (input, init) => {
    const isRefused = new Request(input, init).url.includes('urn%3Ali%3Ashare%3A1,') || /share%3A1\)/.test(new Request(input, init).url)
    return isRefused ? Response.json({ message: 'Invalid share', code: 'ILLEGAL_ARGUMENT' }, { status: 400 }) : fetch(input, init)
  }
  const reading = valueOf(await readPosts(['urn:li:share:1', post], page, refusing))
  expect(reading).toMatchObject({ posts: [{ externalId: post }], uses: uses(3) })
})

test('a person who allowed it tells the same of their own posts, but clicks, with five calls for each', async () => {
  const figures = figuresByPost(valueOf(await readPosts([own], member)))[own] ?? {}
  expect(figures).toMatchObject({ reactions: 10, comments: 1, shares: 4 })
  expect(Object.keys(figures)).toEqual(['impressions', 'reach', 'reactions', 'comments', 'shares'])
  expect(valueOf(await readPosts([own, post], member))).toMatchObject({ posts: [{ externalId: own }], uses: uses(10) })
  const reading = valueOf(await readProfile(member))
  expect(figuresOf(reading)).toEqual({ followers: 70 })
  expect(figuresOf(reading, day.toString())).toMatchObject({ reactions: 10, comments: 1, shares: 4 })
  expect(reading.uses).toEqual(uses(5))
})

test('who follows a page is told by seniority and function', async () => {
  const { groups } = valueOf(await audience.read(page, stage.environment()))
  expect(groups).toContainEqual({ by: 'seniority', key: 'Senior', value: 340, unit: 'people' })
  expect(groups).toContainEqual({ by: 'function', key: 'Marketing', value: 260, unit: 'people' })
  expect(new Set(groups.map(({ by }) => by))).toEqual(new Set(['seniority', 'function']))
})

test('a day on which more was taken back than came tells no such number', async () => {
  const { fetch } = stage.environment()
  const element = {
    timeRange: { start: day.toZonedDateTime('UTC').epochMilliseconds },
    totalShareStatistics: { likeCount: -2, shareCount: 1 },
  }
  const odd: typeof globalThis.fetch = async (input, init) => {
    return new Request(input, init).url.includes('ShareStatistics') ? Response.json({ elements: [element] }) : fetch(input, init)
  }
  const figures = figuresOf(valueOf(await readProfile(page, odd)), day.toString())
  expect(figures).toMatchObject({ shares: 1 })
  expect(figures).not.toHaveProperty('reactions')
})

test('without the right nothing is asked, or LinkedIn refuses; nobody is signed out', async () => {
  const friend = await stage.connectAs(stage.friend.id)
  expect(connecting.lacks?.(friend.limits)).toEqual([{ code: 'insights-not-allowed' }])
  expect(connecting.lacks?.({ author: 'member', comments: true })).toHaveLength(1)
  expect([member, page].flatMap(({ limits }) => connecting.lacks?.(limits) ?? [])).toEqual([])
  expect(connecting.lacks?.({ author: 'organization', comments: true })).toEqual([])
  const refused = { kind: 'rejected', reason: { code: 'insights-not-allowed' } }
  expect(troubleOf(await readProfile(friend))).toMatchObject(refused)
  expect(troubleOf(await readPosts([own], friend))).toMatchObject(refused)
  expect(troubleOf(await audience.read(friend, stage.environment()))).toMatchObject(refused)
})

test('whoever runs a page without administering it is not told its numbers, and loses nothing else', async () => {
  const other = await setLinkedInStage({
    roles: ({ handle }) => (handle === 'campfire-admin' ? [{ handle: 'bakery', role: 'CONTENT_ADMINISTRATOR' }] : []),
  })
  other.standIn.addProfile({ handle: 'bakery', displayName: 'The bakery', business: true })
  const { others = [] } = valueOf(await other.signIn(other.profile.id))
  const bakery = others.find(({ handle }) => handle === 'bakery')
  if (!bakery) throw new Error('There is no bakery.')
  const asked = [{ externalId: post, publishedAt: other.environment().now(), type: undefined }]
  const read = await posts.read(asked, asAccess(bakery), other.environment())
  expect(troubleOf(read)).toMatchObject({ kind: 'rejected', reason: { code: 'right-missing' } })
  await other.close()
})

async function scopesAsked(kept: Readonly<Record<string, string>>): Promise<string> {
  const { options } = stage.standIn
  const app = { client_id: options['client_id'] ?? '', client_secret: options['client_secret'] ?? '', ...kept }
  const apps = { find: async () => app, keep: async () => undefined }
  const begun = valueOf(await connecting.begin({ ...stage.request('pages', {}), apps }))
  return 'redirect' in begun ? (new URL(begun.redirect).searchParams.get('scope') ?? '') : ''
}

test('the rights to people’s numbers are asked for only where the owner said that the app has them', async () => {
  expect(await scopesAsked({})).not.toContain('Analytics')
  expect(await scopesAsked({ member_numbers: 'yes' })).toMatch(/r_member_postAnalytics r_member_profileAnalytics$/)
})
