import { type Answer, type FaultSetting, type FaultStories, jsonAnswer, type Story } from '../test-faults.ts'
import { film, thread } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

const usual: Story = {
  ...thread,
  before: ['image'],
  final: ['part 1', 'part 2'],
  after: [],
  lookUp: true,
  takeDown: true,
  tokens: 'renew',
}

/** On a real server, which on its own has no video service and gathers nothing that people say. */
export const realServer: FaultStories = {
  stories: [usual],
  quick: {
    groups: ['crisis', 'worker', 'two', 'clock'],
    answers: [
      ['part 1', 'accepted, then 500'],
      ['part 1', 'accepted after the look-up (8 s late)'],
      ['part 1', 'token expired'],
      ['image', 'reset before acceptance'],
    ],
  },
}

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      usual,
      {
        ...film,
        name: 'film',
        before: ['video', 'video#4', 'ready'],
        final: ['part 1'],
        after: [],
        lookUp: true,
        takeDown: false,
        tokens: 'renew',
      },
    ],
    answering: 'part 3',
    answeringPrivately: 'message 1',
    busy,
  },
]

function busy(): Answer {
  return jsonAnswer(429, { error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }, { 'retry-after': '3' })
}
