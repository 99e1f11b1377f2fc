import type { FaultSetting } from '../test-faults.ts'
import { graphBusy } from '../test-graph-busy.ts'
import { carousel, picture } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

/** A container's state is asked, and then the newest posts: both are the step `ready 1`. */
export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      {
        ...picture,
        before: ['quota', 'container', 'ready 1', 'ready 1#2'],
        final: ['part 1'],
        after: ['permalink 1'],
        lookUp: true,
        takeDown: false,
        tokens: 'reconnect',
      },
      {
        ...carousel,
        before: ['container', 'container#2', 'carousel 1', 'ready 1'],
        final: ['part 1'],
        after: [],
        lookUp: true,
        takeDown: false,
        tokens: 'reconnect',
      },
    ],
    answering: 'part 1',
    busy: graphBusy,
    quick: {
      groups: ['crisis', 'worker'],
      answers: [
        ['part 1', 'accepted, cut after the headers'],
        ['container', 'accepted, then 202'],
      ],
    },
  },
]
