import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, film, one } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

const settings = { subreddit: 'r/test', title: 'Tea being poured' }
const usual = { ...atTheGate, settings, lookUp: true, tokens: 'renew' } as const

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      { ...usual, name: '', parts: [one], before: ['community'], final: ['part 1'], after: [], takeDown: true },
      {
        ...usual,
        name: 'gallery',
        parts: [{ ...one, images: 2 }],
        before: ['community', 'image'],
        final: ['part 1'],
        after: [],
        takeDown: false,
      },
      // What is made into a post afterwards is looked for by the step that waits for it.
      {
        ...usual,
        ...film,
        name: 'film',
        before: ['community', 'video', 'poster'],
        final: ['part 1'],
        after: ['appeared 1'],
        looksUpBy: 'appeared 1',
        absenceProvesNothing: true,
        takeDown: false,
      },
    ],
    answering: 'part 1',
    busy,
    quick: {
      groups: ['worker'],
      answers: [
        ['community', 'accepted, then reset'],
        ['part 1', 'accepted, then reset'],
      ],
    },
  },
]

/** Its header says in how many seconds it counts anew. */
function busy(): Answer {
  return jsonAnswer(429, { message: 'Too Many Requests', error: 429 }, { 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '3' })
}
