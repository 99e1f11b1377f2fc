import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, one, poll, thread } from '../test-stories.ts'
import { standInWith } from './stand-in.ts'

export const faults: readonly FaultSetting[] = [
  {
    kind: standInWith({ processingSeconds: 2 }),
    stories: [
      { ...thread, before: ['image', 'ready'], final: ['part 1', 'part 2'], after: [], lookUp: true, takeDown: true, tokens: 'last' },
      { ...poll, before: [], final: ['part 1'], after: [], lookUp: true, takeDown: false, tokens: 'last' },
    ],
    answering: 'part 3',
    busy,
    quick: {
      groups: ['people', 'server', 'clock'],
      answers: [
        ['part 1', 'accepted, malformed 200'],
        ['part 1', 'accepted, then reset'],
        ['image', 'accepted, HTML 200'],
      ],
    },
  },
  {
    // A server that speaks Mastodon's API and remembers no keys.
    name: 'no keys',
    kind: standInWith({ keepsKeys: false, version: '4.2.1 (compatible; Other 1.0)' }),
    stories: [
      { name: '', parts: [one], ...atTheGate, before: [], final: ['part 1'], after: [], lookUp: true, takeDown: true, tokens: 'last' },
    ],
    busy,
    quick: { groups: ['people', 'server', 'clock'], answers: [] },
  },
]

function busy(): Answer {
  const reset = Temporal.Now.instant().add({ seconds: 3 }).toString({ smallestUnit: 'microsecond' })
  return jsonAnswer(
    429,
    { error: 'Too many requests' },
    { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset },
  )
}
