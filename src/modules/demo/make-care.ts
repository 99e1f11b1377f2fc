import type { Around } from './make-accounts.ts'

/** When the brand's people answer, and how soon they mean to: complaints first, then questions. */
export async function makeCare({ api, brandId }: Around): Promise<void> {
  const week = [2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '08:00', to: '21:00' }))
  await api.inbox.setCare({
    brandId,
    care: {
      week,
      holidays: [],
      targets: [
        { meaning: 'complaint', answerMinutes: 60, counts: 'working' },
        { meaning: 'question', answerMinutes: 240, resolutionMinutes: 2880, counts: 'working' },
      ],
      warnings: [{ minutesBefore: 30, assignee: true, memberIds: [] }],
      assigning: { how: 'by-hand' },
    },
  })
}
