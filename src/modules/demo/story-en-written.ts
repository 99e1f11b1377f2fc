import { cup, gift, table, tins } from './story-en-pictures.ts'
import { gifts, leafOfTheWeek, shop, tasting } from './story-en-sorting.ts'
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

export const today: readonly Written[] = [
  {
    on: all,
    campaign: tasting,
    labels: [leafOfTheWeek],
    pictures: [tins],
    parts: [
      'The list for the charcoal tasting is open. Three winters of one oolong, eight seats, and nobody will ask you to take notes.\nhttps://shop.cornerkettle.example/tasting',
    ],
    otherwise: {
      instagram:
        'The list for the charcoal tasting is open. Three winters of one oolong, eight seats, and nobody will ask you to take notes.\n\nThe link is in our profile.',
    },
  },
  {
    on: ['instagram', 'bluesky', 'mastodon'],
    campaign: gifts,
    labels: [shop],
    pictures: [gift],
    parts: [
      'The first gift boxes stand on the counter. The ribbon took longer than the cakes, and we would do it again.\nhttps://shop.cornerkettle.example/gift-boxes',
    ],
    otherwise: {
      instagram:
        'The first gift boxes stand on the counter. The ribbon took longer than the cakes, and we would do it again.\n\nThe link is in our profile.',
    },
  },
]
