import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { film } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

/** The last piece of the film is what makes the video. */
export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      {
        ...film,
        settings: { title: 'Tea being poured' },
        before: ['session', 'upload'],
        final: ['part 1'],
        after: ['processed'],
        lookUp: true,
        takeDown: true,
        tokens: 'renew',
      },
    ],
    answering: 'part 1',
    busy,
    quick: {
      groups: ['inbox', 'crisis', 'worker'],
      answers: [
        ['session', 'accepted, then reset'],
        ['part 1', 'accepted, then 502'],
      ],
    },
  },
]

function busy(): Answer {
  const message = 'The request cannot be completed because it was sent too often.'
  const errors = [{ domain: 'youtube.quota', reason: 'rateLimitExceeded', message }]
  return jsonAnswer(403, { error: { code: 403, message, errors } })
}
