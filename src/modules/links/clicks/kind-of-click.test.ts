import { expect, test } from 'vitest'

import { asksNotToBeTracked, deviceOf, kindOfClick, referrerOf } from './kind-of-click.ts'

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const inApp = (name: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 ${name}`

function asking(headers: Record<string, string>, method = 'GET') {
  return { method, header: (name: string) => headers[name] }
}

test.each([
  ['person', chrome],
  ['person', iphone],
  ['person', inApp('Instagram 380.0.0.28.104 (iPhone16,1; iOS 18_5; zh_TW; zh-Hant; scale=3.00; 1179x2556; 735000000)')],
  ['person', inApp('[FBAN/FBIOS;FBAV/512.0.0.44.102;FBBV/735000000;FBDV/iPhone16,1;FBMD/iPhone;FBSN/iOS;FBSV/18.5;FBSS/3;FBLC/zh_TW]')],
  ['person', inApp('Safari Line/15.7.0')],
  ['person', inApp('[Pinterest/iOS]')],
  ['bot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['bot', 'curl/8.5.0'],
  ['bot', 'python-requests/2.32'],
  ['bot', ''],
  ['preview', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
  ['preview', 'facebookexternalhit/1.1;line-poker/1.0'],
  ['preview', 'Twitterbot/1.0'],
  ['preview', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  ['preview', 'WhatsApp/2.24.20.89 A'],
  ['preview', 'TelegramBot (like TwitterBot)'],
  ['preview', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)'],
  ['preview', 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)'],
  ['preview', 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)'],
  ['preview', 'Mastodon/4.5.0 (http.rb/5.3.1; +https://mastodon.example/)'],
  ['preview', 'Pinterest/0.2 (+https://www.pinterest.com/bot.html)'],
] as const)('%s: %s', async (kind, agent) => {
  expect(await kindOfClick(asking({ 'user-agent': agent }))).toBe(kind)
})

test('a browser that only looks ahead is no person, and a program that only asks for headers neither', async () => {
  expect(await kindOfClick(asking({ 'user-agent': chrome, 'sec-purpose': 'prefetch;prerender' }))).toBe('prefetch')
  expect(await kindOfClick(asking({ 'user-agent': chrome, purpose: 'prefetch' }))).toBe('prefetch')
  expect(await kindOfClick(asking({ 'user-agent': iphone, 'x-purpose': 'preview' }))).toBe('preview')
  expect(await kindOfClick(asking({ 'user-agent': chrome }, 'HEAD'))).toBe('prefetch')
})

test('of a visitor’s device its class is told, of the page before its host, and of a wish not to be tracked that there is one', () => {
  const android = 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0'
  expect(deviceOf(asking({ 'user-agent': chrome }))).toBe('computer')
  expect(deviceOf(asking({ 'user-agent': iphone }))).toBe('phone')
  expect(deviceOf(asking({ 'user-agent': `${android} Mobile Safari/537.36` }))).toBe('phone')
  expect(deviceOf(asking({ 'user-agent': `${android} Safari/537.36` }))).toBe('tablet')
  expect(referrerOf(asking({ referer: 'https://social.example/@mei/1?secret=1' }))).toBe('social.example')
  expect(referrerOf(asking({ referer: 'android-app://com.example.social/' }))).toBe('com.example.social')
  expect(referrerOf(asking({ referer: 'about:blank' }))).toBeUndefined()
  expect([{ dnt: '1' }, { 'sec-gpc': '1' }, { dnt: '0' }, {}].map((headers) => asksNotToBeTracked(asking(headers)))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
