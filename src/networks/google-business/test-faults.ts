import { type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, one, picture } from '../test-stories.ts'
import { standInWith } from './stand-in.ts'

const common = {
  ...atTheGate,
  before: ['before 1'],
  final: ['part 1'],
  after: ['settled 1'],
  lookUp: true,
  tokens: 'renew',
  showsToken: 'before 1',
} as const

/** By the clock of the place; neither day matters to the stand-in. */
const dates = { event_start: '2031-01-04T18:00', event_end: '2031-01-04T21:30' }

export const faults: readonly FaultSetting[] = [
  {
    // The pictures of faults are one colour, and so lighter than any photo.
    kind: standInWith({ leastPhotoBytes: 0 }),
    stories: [
      { ...common, ...picture, takeDown: true },
      { ...common, name: 'event', parts: [one], takeDown: false, settings: { kind: 'event', event_title: 'Tea for all', ...dates } },
      {
        ...common,
        name: 'offer',
        parts: [one],
        takeDown: false,
        settings: { kind: 'offer', event_title: 'Two for one', ...dates, coupon_code: 'TEA2' },
      },
    ],
    answering: 'reply 1',
    hears: 'reviews',
    // It names no pause.
    busy: () => jsonAnswer(429, { error: { code: 429, message: 'Quota exceeded for requests per minute.', status: 'RESOURCE_EXHAUSTED' } }),
    quick: {
      groups: ['inbox'],
      answers: [
        ['part 1', 'accepted, then 500'],
        ['settled 1', 'accepted, HTML 200'],
      ],
    },
  },
]
