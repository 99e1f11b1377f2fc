import { type Answer, type FaultSetting, jsonAnswer } from '../test-faults.ts'
import { atTheGate, carousel, film, picture, poll, thread } from '../test-stories.ts'
import { standIn } from './stand-in.ts'

/** A post is found by its copy in the discussion group, or not at all. */
const seen = { ...atTheGate, absenceProvesNothing: true, lookUp: true, after: [], tokens: 'last' } as const

export const faults: readonly FaultSetting[] = [
  {
    kind: standIn,
    stories: [
      { ...thread, ...seen, before: ['ready'], final: ['part 1', 'part 2'], takeDown: true },
      { ...carousel, ...seen, before: ['ready'], final: ['part 1'], takeDown: true },
      // Without a discussion group nobody but a person sees what became of it.
      { ...picture, ...seen, name: 'no group', arrangement: 'no-group', before: [], final: ['part 1'], lookUp: false, takeDown: false },
      { ...film, ...seen, name: 'film', before: ['ready'], final: ['part 1'], takeDown: false },
      { ...poll, ...seen, before: ['ready'], final: ['part 1'], after: ['pin'], settings: { pin: true }, takeDown: false },
    ],
    answering: 'answer 1',
    answersStayUnseen: true,
    busy,
    quick: {
      groups: ['inbox', 'late'],
      answers: [
        ['part 1', 'accepted, then reset'],
        ['part 2', 'too many requests'],
      ],
    },
  },
]

function busy(): Answer {
  const parameters = { retry_after: 3 }
  return jsonAnswer(429, { ok: false, error_code: 429, description: 'Too Many Requests: retry after 3', parameters })
}
