import { cup, table } from './story-en-pictures.ts'
import { shop } from './story-en-sorting.ts'
import { all, words } from './story-networks.ts'
import type { Written } from './story.ts'

export const drafts: readonly Written[] = [
  {
    on: words,
    parts: ['Idea: a short series about the people behind the leaves. Start with Mr Liao and the fog, ask him for a photo first.'],
  },
  { on: ['instagram', 'bluesky'], pictures: [table], parts: ['Breakfast for two, every Sunday from next month: '], labels: [shop] },
  { on: ['x'], parts: ['Things overheard at the counter, part one.'] },
]

export const now: Written = {
  on: all,
  labels: [shop],
  pictures: [cup],
  parts: ['The kettle is on. First pot of the day is a roasted oolong, and there is one seat left at the window.'],
}
