import type { Campaign, Label } from './story.ts'

export const campaigns: readonly Campaign[] = [
  { name: 'Charcoal roast tasting', colour: 'clay', days: [2, 18] },
  { name: 'Gift boxes', colour: 'olive', days: [9, 34] },
]
export const [tasting, gifts] = [0, 1]

export const labels: readonly Label[] = [
  { name: 'Leaf of the week', colour: 'teal' },
  { name: 'Bakery', colour: 'rose' },
  { name: 'The shop', colour: 'slate' },
  { name: 'Question', colour: 'plum' },
]
export const [leafOfTheWeek, bakery, shop, question] = [0, 1, 2, 3]
