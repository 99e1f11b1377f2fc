import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, film, one, picture, poll } from '../test-stories.ts'
import { discordStandIn } from './stand-in.ts'

const usual = { before: ['place'], final: ['part 1'], after: [], lookUp: true, takeDown: false, tokens: 'last' } as const

/** Parts stand one below the other and answer nothing, so every story is one message. Tokens do not run out. */
export const faults: readonly FaultSetting[] = [
  {
    kind: discordStandIn({ type: 5 }),
    stories: [
      { ...picture, ...usual, after: ['crosspost 1'], takeDown: true, settings: { crosspost: true } },
      { ...poll, ...usual },
      { ...film, ...usual, name: 'film' },
    ],
    answering: 'part 1',
    busy,
    quick: {
      groups: ['inbox', 'worker'],
      answers: [
        ['part 1', 'accepted, then 502'],
        ['crosspost 1', 'accepted, then reset'],
      ],
    },
  },
  {
    name: 'forum',
    kind: discordStandIn({ type: 15 }),
    // Threads are listed alike for the inbox and for a post that is looked for, so that no fault could tell them apart.
    stories: [
      { name: '', parts: [{ ...one, images: 1 }], ...usual, ...atTheGate, lookUp: false, takeDown: true, settings: { thread_name: 'Tea' } },
    ],
    busy,
  },
  {
    name: 'webhook',
    kind: discordStandIn({ way: 'webhook' }),
    stories: [{ ...picture, ...usual, before: [], lookUp: false, takeDown: true, absenceProvesNothing: true }],
    busy,
  },
]

function busy(): Answer {
  const headers = { 'retry-after': '3', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '3.000', 'x-ratelimit-scope': 'user' }
  return jsonAnswer(429, { message: 'You are being rate limited.', retry_after: 3, global: false }, headers)
}
