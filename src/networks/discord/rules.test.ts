import { expect, test } from 'vitest'

import type { Finding, PostPart, Settings } from '../network.ts'
import { testDocument, testVideo } from '../test-media.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'
import { rulesFor } from './rules.ts'
import { testImage, testLink, testPoll, testPost } from './test-content.ts'
import { texts } from './texts.ts'
import { contentOf, findEntities, threadIn } from './wording.ts'

function found(part: Partial<PostPart>, settings: Settings = {}, limits = {}, severity: Finding['severity'] = 'error'): string[] {
  const findings = rulesFor(limits).check(testPost([part], settings))
  return findings.flatMap((finding) => (finding.severity === severity ? [finding.reason.code] : []))
}

test('words, files, a card and a poll are each a message', () => {
  for (const part of [
    { text: 'Bread' },
    { media: [testImage('a'), testVideo(), testDocument()] },
    { link: testLink },
    { text: 'Tea?', poll: testPoll },
  ])
    expect(found(part)).toEqual([])
  expect(found({})).toEqual(['empty-part'])
  expect(found({ poll: testPoll })).toEqual(['poll-without-text'])
})

test('2,000 characters fit, with what is put around an address', () => {
  expect(found({ text: 'x'.repeat(2000) })).toEqual([])
  expect(found({ text: '🔥'.repeat(1001) })).toEqual(['text-too-long'])
  expect(found({ text: `${'x'.repeat(1976)}${testLink.url}`, link: testLink })).toEqual(['text-too-long'])
  expect(rulesFor({}).text.overflow('x'.repeat(2001))).toBe(2000)
})

test('ten files fit, each of ten megabytes, and never beside a poll', () => {
  expect(found({ media: Array.from({ length: 11 }, (_, index) => testImage(`${index}`)) })).toEqual(['too-many-files'])
  expect(found({ media: [testDocument(3, { bytes: 11_000_000 })] })).toEqual(['document-too-large'])
  expect(found({ text: 'Tea?', poll: testPoll, media: [testImage('a')] })).toEqual(['poll-and-media'])
  expect(found({ media: [testImage('a', { alt: 'a'.repeat(1025) })] })).toEqual(['alt-too-long'])
  expect(found({ link: testLink, media: Array.from({ length: 10 }, (_, index) => testImage(`${index}`)) }, {}, {}, 'change')).toEqual([
    'card-plain',
  ])
})

test('polls have two to ten short choices and run for whole hours up to 32 days', () => {
  const options = ['', 'x'.repeat(56)]
  expect(found({ text: 'x'.repeat(301), poll: { ...testPoll, options } })).toEqual([
    'poll-question-too-long',
    'poll-option-empty',
    'poll-option-too-long',
  ])
  expect(found({ text: '?', poll: { ...testPoll, options: ['One'] } })).toEqual(['poll-options'])
  expect(found({ text: '?', poll: { ...testPoll, minutes: 46_081 } })).toEqual(['poll-time'])
  expect(found({ text: '?', poll: testPoll, link: testLink }, {}, {}, 'change')).toEqual(['poll-hours', 'poll-without-card'])
})

test('a colour and a thread are judged where they are written', () => {
  expect(found({ text: 'x' }, { colour: 'red' })).toEqual(['colour-not-known'])
  expect(found({ text: 'x' }, { thread: 'that one' })).toEqual(['thread-not-known'])
  expect(found({ text: '@everyone' }, { mentions: 'everyone' }, {}, 'warning')).toEqual(['calls-everyone'])
  expect(threadIn({ thread: 'https://discord.com/channels/80351110224678912/80351110224678913' })).toBe('80351110224678913')
  expect(
    threadIn({ thread: 'https://hearth.example/sandbox/discord/channels/80351110224678912/80351110224678913/80351110224678914' }),
  ).toBe('80351110224678913')
})

function names(limits: Record<string, string>): string[] {
  return rulesFor(limits).settings.map(({ name }) => name)
}

test('what can be chosen depends on the channel', () => {
  expect(names({})).not.toContain('crosspost')
  expect(names({ kind: 'announcement' })).toContain('crosspost')
  expect(names({ kind: 'forum' })).toContain('thread_name')
  expect(names({ way: 'webhook', kind: 'unknown' })).toContain('thread_name')
  const forum = { kind: 'forum' }
  expect(found({ text: 'x' }, {}, forum)).toEqual(['thread-name-needed'])
  expect(found({ text: 'x' }, { thread_name: 'a', thread: '80351110224678913' }, forum)).toEqual(['thread-name-or-thread'])
  expect(found({ text: 'x' }, { thread_name: 'a'.repeat(101) }, forum)).toEqual(['thread-name-too-long'])
  // Those that the usual channel has not, and whose words nobody else looks for.
  for (const code of ['setting.crosspost', 'setting.thread_name'] as const) {
    for (const language of ['en', 'zh-TW'] as const)
      expect([texts[language][code], texts[language][`${code}.hint`]]).not.toContain(undefined)
  }
})

test('an answer is one message without settings and polls', () => {
  const rules = rulesOfAnswers({}, 'comment')
  expect([rules.maxParts, rules.settings, rules.polls]).toEqual([1, [], undefined])
})

test.each<[string, string[]]>([
  ['(see https://hearth.example/#menu), bye', ['link https://hearth.example/#menu']],
  ['<https://hearth.example> and **https://tea.example**', ['link https://hearth.example', 'link https://tea.example']],
  [
    'Hi <@80351110224678912>, <#80351110224678913> @everyone me@here.example',
    ['mention <@80351110224678912>', 'mention <#80351110224678913>', 'mention @everyone', 'mention @here'],
  ],
])('in “%s” the app marks %j', (text, marks) => {
  expect(findEntities(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(marks)
})

test('beside our card the address makes no second one, and without ours it stands below the text', () => {
  const part = { text: `See ${testLink.url} or <${testLink.url}>`, media: [], link: testLink }
  expect(contentOf(part, {})).toBe(`See <${testLink.url}> or <${testLink.url}>`)
  expect(contentOf({ ...part, text: 'See' }, { card: 'plain' })).toBe(`See\n${testLink.url}`)
})
