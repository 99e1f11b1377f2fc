import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { film, picture, poll } from '../test-stories.ts'
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
      // A post begins a thread, and there is no nonce.
      { ...picture, ...usual, name: 'forum', arrangement: 'forum', takeDown: true, settings: { thread_name: 'Tea for all' } },
      // Neither a nonce nor a list: what became of a lost answer only a person sees.
      {
        ...picture,
        ...usual,
        name: 'webhook',
        arrangement: 'webhook',
        before: [],
        lookUp: false,
        absenceProvesNothing: true,
        takeDown: true,
      },
    ],
    answering: 'part 1',
    busy,
    quick: {
      groups: ['inbox', 'worker'],
      answers: [
        ['part 1', 'accepted, then 502'],
        ['crosspost 1', 'accepted, then reset'],
        ['forum: part 1', 'accepted, malformed 200'],
        ['webhook: part 1', 'accepted, then 500'],
      ],
    },
  },
]

function busy(): Answer {
  const headers = { 'retry-after': '3', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '3.000', 'x-ratelimit-scope': 'user' }
  return jsonAnswer(429, { message: 'You are being rate limited.', retry_after: 3, global: false }, headers)
}
