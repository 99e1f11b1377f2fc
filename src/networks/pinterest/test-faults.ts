import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, carousel, film, picture } from '../test-stories.ts'
import { pinterestStandIn } from './stand-in.ts'

const pin = { ...atTheGate, final: ['part 1'], after: [], lookUp: true, tokens: 'rotate' } as const

/** Everybody has one board, which is taken where none was chosen. */
export const faults: readonly FaultSetting[] = [
  {
    kind: pinterestStandIn({ boards: () => [{ name: 'Tea' }] }),
    stories: [
      { ...picture, ...pin, before: ['board 1'], takeDown: true },
      { ...film, ...pin, name: 'film', before: ['board 1', 'register 1', 'upload 1', 'ready 1'], takeDown: false },
      { ...carousel, ...pin, before: ['board 1'], takeDown: false, settings: { link: 'https://hearth.example/tea', title: 'Three cups' } },
    ],
    busy,
    quick: {
      groups: ['server'],
      answers: [
        ['board 1', 'refused with 503'],
        ['part 1', 'too many requests'],
      ],
    },
  },
]

/** As Envoy before the API counts: in seconds from now. */
function busy(): Answer {
  const headers = { 'x-ratelimit-limit': '100, 100;w=60', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' }
  return jsonAnswer(429, { code: 8, message: 'You have exceeded your rate limit. Try again later.' }, headers)
}
