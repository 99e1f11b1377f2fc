import { expect, test } from 'vitest'

import type { PostContent } from '../network.ts'
import { type Community, nameIn } from './community.ts'
import { requirementsSchema } from './requirements.ts'
import { rulesFor } from './rules.ts'
import { chosen, smallVideo, testImage, testPost, wanted } from './test-content.ts'

const open: Community = {
  name: 'Test',
  at: '2026-11-24T09:00:00Z',
  takes: { self: true, link: true, image: true, gallery: true, video: true, poll: true },
  adult: false,
  open: true,
  requirements: requirementsSchema.parse({}),
  flairs: [],
  rules: [],
}

function errorsOf(post: PostContent, ...communities: readonly Partial<Community>[]): readonly string[] {
  const limits = JSON.parse(JSON.stringify({ communities: communities.map((each) => ({ ...open, ...each })) }))
  const found = rulesFor(limits).check(post)
  return found.flatMap(({ severity, reason }) => (severity === 'error' ? [reason.code] : []))
}

function asking(requirements: object, more: Partial<Community> = {}): Partial<Community> {
  return { requirements: requirementsSchema.parse(requirements), ...more }
}

test('a community is known however it is written, and a profile is one', () => {
  const spellings = ['tea', 'r/tea', '/r/tea/', 'https://www.reddit.com/r/tea', 'https://old.reddit.com/r/tea/']
  expect(new Set(spellings.map(nameIn))).toEqual(new Set(['tea']))
  expect(['u/ember-tea', '/user/ember-tea/', 'u_ember-tea'].map(nameIn)).toEqual(['u_ember-tea', 'u_ember-tea', 'u_ember-tea'])
  expect(['', 'r/', 'two words', 'r/a/b', 'https://tea.example/r/tea'].map(nameIn)).toEqual(['', '', '', '', ''])
})

test('a post needs a title of at most 300 characters and a community; its text has at most 40,000, emoji counted once', () => {
  expect(errorsOf(testPost({ text: 'Tea' }), open)).toEqual([])
  expect(errorsOf(testPost({ text: 'Tea' }, { subreddit: 'test' }), open)).toEqual(['title-missing'])
  expect(errorsOf(testPost({ text: 'Tea' }, { title: 'Tea' }))).toEqual(['community-missing'])
  expect(errorsOf(testPost({ text: 'Tea' }, { title: 'Tea', subreddit: 'no name' }))).toEqual(['community-name-odd'])
  expect(errorsOf(testPost({}, { subreddit: 'test' }), open)).toEqual(['empty-part', 'title-missing'])
  expect(errorsOf(testPost({}, chosen), open)).toEqual([])
  expect(errorsOf(testPost({ text: '🍵'.repeat(40_000) }, { ...chosen, title: '🍵'.repeat(300) }), open)).toEqual([])
  expect(errorsOf(testPost({ text: 'x'.repeat(40_001) }, { ...chosen, title: 'x'.repeat(301) }), open)).toEqual([
    'title-too-long',
    'text-too-long',
  ])
  expect(rulesFor({}).text.overflow('🍵'.repeat(40_001))).toBe(80_000)
})

test('pictures, a film and a poll exclude one another; a poll has two to six choices', () => {
  const picture = testImage('fire')
  expect(errorsOf(testPost({ media: [picture, smallVideo] }), open)).toEqual(['pictures-or-film'])
  expect(errorsOf(testPost({ media: [smallVideo, smallVideo] }), open)).toEqual(['too-many-videos'])
  expect(errorsOf(testPost({ media: Array.from({ length: 21 }, () => picture) }), open)).toEqual(['too-many-images'])
  expect(errorsOf(testPost({ media: [picture], poll: asPoll(['a', 'b']) }), open)).toEqual(['poll-and-media'])
  expect(errorsOf(testPost({ poll: asPoll(['a', ' ']) }), open)).toEqual(['poll-option-empty'])
  expect(errorsOf(testPost({ poll: asPoll(['a', 'b', 'c', 'd', 'e', 'f', 'g']) }), open)).toEqual(['poll-options'])
  expect(errorsOf(testPost({ poll: asPoll(['a', 'b'.repeat(121)]) }), open)).toEqual(['poll-option-too-long'])
  const changes = rulesFor({})
    .check(testPost({ poll: asPoll(['a', 'b']) }))
    .flatMap(({ severity, reason }) => (severity === 'change' ? [reason.code] : []))
  expect(changes).toEqual(['poll-whole-days', 'poll-single-choice'])
})

test('what a community does not take is refused while it is written', () => {
  const none = { self: false, link: false, image: false, gallery: false, video: false, poll: false }
  const link = { url: 'https://tea.example/', title: '', description: '' }
  const posts = [
    testPost({ text: 'Tea' }),
    testPost({ link }),
    testPost({ media: [testImage('fire')] }),
    testPost({ media: [testImage('fire'), testImage('bread')] }),
    testPost({ media: [smallVideo] }),
    testPost({ poll: { options: ['a', 'b'], minutes: 1440, multiple: false } }),
  ]
  const refused = ['no-text-posts', 'no-link-posts', 'no-images-there', 'no-galleries-there', 'no-videos-there', 'no-polls-there']
  expect(posts.flatMap((post) => errorsOf(post, { takes: none }))).toEqual(refused)
  expect(posts.flatMap((post) => errorsOf(post, open))).toEqual([])
  expect(errorsOf(testPost({ text: 'Tea' }), { open: false })).toEqual(['community-not-for-you'])
})

test.each([
  [{ title_text_min_length: 17 }, 'title-too-short'],
  [{ title_text_max_length: 15 }, 'title-too-long'],
  [{ title_required_strings: ['tea', 'coffee'] }, 'title-needs-word'],
  [{ title_blacklisted_strings: ['KETTLE'] }, 'title-word-refused'],
  [{ title_regexes: [String.raw`^\[Tea\]`, 'kettle$'] }, 'title-not-as-wanted'],
  [{ body_restriction_policy: 'notAllowed' }, 'text-not-taken'],
  [{ body_text_min_length: 4 }, 'text-too-short'],
  [{ body_text_max_length: 2 }, 'text-too-long'],
  [{ body_required_strings: ['price'] }, 'text-needs-word'],
  [{ body_blacklisted_strings: ['tea'] }, 'text-word-refused'],
  [{ body_regexes: ['^coffee$'] }, 'text-not-as-wanted'],
  [{ is_flair_required: true }, 'flair-needed'],
])('moderators who ask for %j are told of with their own words', (requirements, code) => {
  expect(errorsOf(testPost({ text: 'Tea' }), asking(requirements))).toEqual([code])
})

test('what moderators ask for is no trouble where it is given', () => {
  const met = asking({
    title_text_min_length: 16,
    title_text_max_length: 16,
    title_required_strings: ['Kettle'],
    title_regexes: ['(?i)^THE KETTLE', '^never$'],
    body_restriction_policy: 'required',
    body_text_min_length: 3,
  })
  expect(errorsOf(testPost({ text: 'Tea' }), met)).toEqual([])
  expect(errorsOf(testPost({}), met)).toEqual(['text-needed'])
})

test('links are held to the sites a community takes, subdomains included', () => {
  const refusing = asking({ domain_blacklist: ['shop.example'] })
  expect(errorsOf(linked('https://www.shop.example/x'), refusing)).toEqual(['domain-refused-there'])
  expect(errorsOf(linked('https://workshop.example/x'), refusing)).toEqual([])
  const taking = asking({ domain_whitelist: ['tea.example'], link_restriction_policy: 'whitelist' })
  expect([errorsOf(linked('https://tea.example/x'), taking), errorsOf(linked('https://shop.example/'), taking)]).toEqual([
    [],
    ['domain-not-taken'],
  ])
  expect(errorsOf(linked('mailto:a@tea.example'), open)).toEqual(['link-not-an-address'])
})

test('a pattern that cannot be tried here, or that might never end, stops nobody and says so', () => {
  for (const pattern of ['(?P<name>tea)', '(a+)+$', '(a|a)*$', '.*a.*b.*c.*d.*e.*f.*g$']) {
    const limits = JSON.parse(JSON.stringify({ communities: [{ ...open, ...asking({ title_regexes: [pattern] }) }] }))
    const codes = rulesFor(limits)
      .check(testPost({ text: 'Tea' }))
      .map(({ severity, reason }) => `${severity} ${reason.code}`)
    expect(codes).toEqual(['warning pattern-not-checked'])
  }
})

test('the flairs of a community are offered while it is chosen, and no other', () => {
  const flairs = [{ id: 'r', text: 'Review' }]
  const community = asking({ is_flair_required: true }, { name: 'TeaTalk', flairs, rules: [{ title: 'Be kind', text: 'Always.' }] })
  const limits = JSON.parse(JSON.stringify({ communities: [{ ...open, ...community }] }))
  const fields = rulesFor(limits).settings
  expect(fields.find(({ name }) => name === 'flair.TeaTalk')).toMatchObject({
    options: ['r'],
    usual: '',
    labels: { r: 'Review' },
    when: { is: ['r/TeaTalk'] },
  })
  const where = fields.find(({ name }) => name === 'subreddit')
  const told = where?.kind === 'text' ? where.destination : undefined
  expect(told?.('/r/teatalk')).toEqual({ name: 'r/TeaTalk', at: open.at, says: [{ title: 'Be kind', text: 'Always.' }] })
  expect(told?.('r/other')).toBeUndefined()
  expect(errorsOf({ ...wanted, settings: { ...wanted.settings, 'flair.TeaTalk': 'r' } }, community)).toEqual([])
  expect(errorsOf({ ...wanted, settings: { ...wanted.settings, 'flair.TeaTalk': 'gone' } }, community)).toEqual(['flair-not-there'])
})

test('addresses, people and communities are what becomes a link', () => {
  const text = 'See https://tea.example/r/x, r/tea and u/ember-tea (or /r/AskTea); not/r/this or car/u/that.'
  expect(
    rulesFor({})
      .entities(text)
      .map(({ kind, value, start, end }) => [kind, value, text.slice(start, end)]),
  ).toEqual([
    ['link', 'https://tea.example/r/x', 'https://tea.example/r/x'],
    ['tag', 'tea', 'r/tea'],
    ['mention', 'ember-tea', 'u/ember-tea'],
    ['tag', 'AskTea', '/r/AskTea'],
  ])
})

function asPoll(options: readonly string[]) {
  return { options, minutes: 2000, multiple: true }
}

function linked(url: string): PostContent {
  return testPost({ link: { url, title: '', description: '' } })
}
