import type { FaultSetting } from '../test-faults.ts'
import { graphBusy } from '../test-graph-busy.ts'
import { atTheGate, picture } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [{ ...picture, ...atTheGate, before: ['photo'], final: ['part 1'], after: [], lookUp: true, takeDown: true, tokens: 'last' }],
    answering: 'comment 1',
    busy: graphBusy,
    quick: {
      groups: ['inbox', 'people', 'clock'],
      answers: [
        ['photo', 'accepted, then 500'],
        ['take-down', 'accepted, then reset'],
      ],
    },
  },
]
