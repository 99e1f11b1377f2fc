import type { FaultSetting } from '../test-faults.ts'
import { graphBusy } from '../test-graph-busy.ts'
import { thread } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      // Each part has a container of its own, made once the part before it is live.
      {
        ...thread,
        before: ['quota', 'container 1', 'container 2', 'ready'],
        final: ['part 1', 'part 2'],
        after: ['permalink 1'],
        lookUp: true,
        takeDown: true,
        tokens: 'reconnect',
      },
    ],
    answering: 'part 1',
    busy: graphBusy,
    quick: {
      groups: ['server', 'two'],
      answers: [
        ['part 1', 'accepted, then 500'],
        ['container 1', 'accepted, HTML 200'],
      ],
    },
  },
]
