import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, picture } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      { ...picture, ...atTheGate, before: ['image'], final: ['part 1'], after: [], lookUp: true, takeDown: true, tokens: 'reconnect' },
    ],
    answering: 'part 1',
    busy,
    quick: {
      groups: ['inbox', 'late'],
      answers: [
        ['image', 'refused with 503'],
        ['part 1', 'too many requests'],
      ],
    },
  },
]

/** It names no pause. */
function busy(): Answer {
  return jsonAnswer(
    429,
    { status: 429, code: 'TOO_MANY_REQUESTS', message: 'Resource level throttle limit for calls to this resource is reached.' },
    { 'retry-after': '3' },
  )
}
