import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, poll, thread } from '../test-stories.ts'
import { standInWith } from './stand-in.ts'

export const faults: readonly FaultSetting[] = [
  {
    kind: standInWith({ processingSeconds: 2 }),
    stories: [
      {
        ...thread,
        ...atTheGate,
        before: ['image', 'image#2', 'image#3', 'processing', 'alt'],
        final: ['part 1', 'part 2'],
        after: [],
        lookUp: true,
        takeDown: true,
        tokens: 'rotate',
      },
      { ...poll, ...atTheGate, before: [], final: ['part 1'], after: [], lookUp: true, takeDown: false, tokens: 'rotate' },
    ],
    answering: 'part 1',
    busy,
    quick: {
      groups: ['server', 'late'],
      answers: [
        ['part 1', 'too many requests'],
        ['image', 'refused with 503'],
        ['take-down', 'accepted, then 502'],
      ],
    },
  },
]

function busy(): Answer {
  const reset = String(Math.ceil(Date.now() / 1000) + 3)
  const problem = { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 }
  return jsonAnswer(429, problem, { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset })
}
