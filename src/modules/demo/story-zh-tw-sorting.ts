import type { Campaign, Label } from './story.ts'

export const campaigns: readonly Campaign[] = [
  { name: '炭焙品茶會', colour: 'clay', days: [2, 18] },
  { name: '手寫卡禮盒', colour: 'olive', days: [9, 34] },
]
export const [tasting, gifts] = [0, 1]

export const labels: readonly Label[] = [
  { name: '本週一葉', colour: 'teal' },
  { name: '麵包', colour: 'rose' },
  { name: '店裡的事', colour: 'slate' },
  { name: '問大家', colour: 'plum' },
]
export const [leafOfTheWeek, bakery, shop, question] = [0, 1, 2, 3]
