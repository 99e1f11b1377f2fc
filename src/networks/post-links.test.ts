import { expect, test } from 'vitest'

import type { PostContent } from './network.ts'
import { networkById } from './networks.ts'
import { linksIn, rulesWithLinks, withLinks } from './post-links.ts'

function rulesOf(id: string) {
  const rules = networkById(id)?.rulesFor({})
  if (!rules) throw new Error(`There is no ${id}.`)
  return rules
}

const short = (address: string) => `https://h.example/l/${address.length}`

function content(text: string, more: Partial<PostContent['parts'][number]> = {}, settings: PostContent['settings'] = {}): PostContent {
  return { parts: [{ text, media: [], ...more }], languages: ['en'], settings }
}

test.each([
  ['x', 'Read HTTPS://tea.example/a?b=1#c, then (https://tea.example/).', 'Read https://h.example/l/27, then (https://h.example/l/20).'],
  ['x', 'Example.com is open: example.com/shop', 'Example.com is open: https://h.example/l/24'],
  ['x', '看 https://tea.example/shop，再說', '看 https://h.example/l/24，再說'],
  ['facebook', 'https://tea.example/a https://tea.example/a!', 'https://h.example/l/21 https://h.example/l/21!'],
  ['youtube', '0:30 https://tea.example/a #tea', '0:30 https://h.example/l/21 #tea'],
  ['instagram', '網址（https://tea.example/a）。', '網址（https://h.example/l/21）。'],
])('on %s, what the network would link is replaced, where it would end: %s', (network, text, sent) => {
  expect(withLinks(content(text), rulesOf(network), short).parts[0]?.text).toBe(sent)
})

test('a card goes along with its text, and a first comment is text too; what names a post to quote stays', () => {
  const link = { url: 'https://tea.example', title: 'Tea', description: '' }
  const quote = 'https://bsky.app/profile/tea.example/post/3l'
  const said = content('https://tea.example/', { link }, { first_comment: 'More: https://tea.example/more', quote })
  const sent = withLinks(said, rulesOf('bluesky'), short)
  expect(sent.parts[0]).toMatchObject({ text: 'https://h.example/l/20', link: { url: 'https://h.example/l/20', title: 'Tea' } })
  expect(sent.settings).toEqual({ first_comment: 'More: https://h.example/l/24', quote })
  expect(linksIn(said, rulesOf('bluesky'))).toEqual(['https://tea.example/', 'https://tea.example/more'])
  const leading = content('Tea', {}, { link: ' https://tea.example/shop ' })
  expect(withLinks(leading, rulesOf('bluesky'), short).settings).toEqual({ link: 'https://h.example/l/24' })
  expect(withLinks(content('', {}, { link: 'soon' }), rulesOf('bluesky'), short).settings).toEqual({ link: 'soon' })
  // The card of a name in the text stays with it, so that no network writes its address beside it.
  const ofName = { ...link, url: 'https://example.com' }
  expect(withLinks(content('Example.com!', { link: ofName }), rulesOf('bluesky'), short)).toEqual(content('Example.com!', { link: ofName }))
})

test('rules count and judge what goes out, and show where it passes the limit in what was written', () => {
  const long = `https://tea.example/${'a'.repeat(200)}`
  const rules = rulesOf('bluesky')
  const sent = rulesWithLinks(rules, short)
  const text = `${long} ${'b'.repeat(270)}`
  expect(rules.check(content(text))).toContainEqual(expect.objectContaining({ severity: 'error' }))
  expect(sent.check(content(text)).filter(({ severity }) => severity === 'error')).toEqual([])
  expect(sent.count(text)[0]?.used).toBe(short(long).length + 271)
  const over = `${text}${'c'.repeat(20)}`
  expect(sent.text.overflow(over)).toBe(long.length + 1 + (300 - short(long).length - 1))
  const longer = rulesWithLinks(rules, (address) => address + 'u'.repeat(300))
  expect(longer.text.overflow('See https://tea.example/a now')).toBe(4)
})
