import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { film } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      {
        ...film,
        settings: { privacy: 'PUBLIC_TO_EVERYONE', music_consent: true },
        before: ['creator', 'init 1'],
        final: ['part 1'],
        after: ['confirm 1'],
        lookUp: true,
        looksUpBy: 'confirm 1',
        showsToken: 'creator',
        takeDown: false,
        tokens: 'rotate',
      },
    ],
    busy,
    quick: {
      groups: ['server'],
      answers: [
        ['init 1', 'too many requests'],
        ['part 1', 'accepted, malformed 200'],
      ],
    },
  },
]

function busy(): Answer {
  return jsonAnswer(429, {
    error: { code: 'rate_limit_exceeded', message: 'The API rate limit was exceeded. Please try again later.', log_id: 'A' },
  })
}
