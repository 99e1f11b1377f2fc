import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { picture } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [{ ...picture, before: ['picture'], final: ['part 1'], after: [], lookUp: true, takeDown: true, tokens: 'last' }],
    busy,
    quick: { groups: ['worker'], answers: [['part 1', 'accepted, then reset']] },
  },
]

function busy(): Answer {
  return jsonAnswer(429, { error: 'too-often', message: 'One note after the other.' }, { 'retry-after': '3' })
}
