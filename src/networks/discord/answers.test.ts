import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { AccountAccess } from '../network.ts'
import { noMedia } from '../no-media.ts'
import { valueOf } from '../test-steps.ts'
import { inbox } from './inbox.ts'

const now = Temporal.Instant.from('2026-11-24T09:10:00Z')
const access: AccountAccess = {
  externalId: '1574711171481600003',
  settings: {
    web: 'https://discord.com',
    api: 'https://discord.com/api/v10',
    cdn: 'https://cdn.discordapp.com',
    way: 'bot',
    bot: '1574711171481600001',
    guild: '1574711171481600004',
    channel: '1574711171481600003',
    forum: false,
  },
  limits: {},
  secret: { token: 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs' },
}

test('of a channel answers are told, in the words that its app shows; who joined and what was passed on are not', async () => {
  const environment = {
    ...noMedia,
    fetch: async () => new Response(fixture('channel-messages.json')),
    now: () => now,
    options: {},
    signal: AbortSignal.timeout(20_000),
  }
  const page = valueOf(await inbox.read({ source: 'channel', cursor: undefined, since: now.subtract({ hours: 1 }) }, access, environment))
  expect(JSON.parse(JSON.stringify(page))).toMatchObject({
    items: [
      {
        externalId: '1574711926272000004',
        kind: 'comment',
        text: '@campfire-bot is the :oolong: still there, @The Teapot?',
        author: { avatarUrl: 'https://cdn.discordapp.com/avatars/1574711171481600007/8342729096ea3675442027381ff50dfe.png' },
        media: [{ kind: 'image', alt: 'An empty shelf' }],
        at: '2026-11-24T09:03:00.1Z',
        editedAt: '2026-11-24T09:03:30Z',
        url: 'https://discord.com/channels/1574711171481600004/1574711171481600003/1574711926272000004',
        thread: { about: { externalId: '1574711171481600011', text: 'Opening tonight' } },
      },
    ],
    cursor: { after: '1574712177930240005' },
    more: false,
  })
  expect(page.items).toHaveLength(1)
})

function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
}
