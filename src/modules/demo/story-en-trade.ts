import { gifts, tasting } from './story-en-sorting.ts'
import type { Evergreen, Story, Trade } from './story.ts'

const origin = 'https://shop.cornerkettle.example'

export const trade: Trade = {
  site: { name: 'Online shop', origin },
  links: [
    {
      title: 'Tins and refills',
      target: `${origin}/tins`,
      on: ['instagram', 'x', 'bluesky', 'mastodon'],
      since: 82,
      perDay: 7,
      brings: { stage: 'sale', share: 0.035, worth: [380, 480, 520, 760, 960] },
    },
    {
      title: 'Gift boxes',
      target: `${origin}/gift-boxes`,
      campaign: gifts,
      on: ['instagram', 'bluesky', 'mastodon'],
      since: 40,
      perDay: 9,
      brings: { stage: 'sale', share: 0.045, worth: [880, 1280, 1680, 2560] },
    },
    {
      title: 'A seat at the charcoal tasting',
      target: `${origin}/tasting`,
      campaign: tasting,
      on: ['instagram', 'x', 'bluesky'],
      since: 24,
      perDay: 5,
      brings: { stage: 'lead', share: 0.14 },
    },
    {
      title: 'Gifts for offices',
      target: `${origin}/offices`,
      campaign: gifts,
      on: ['x'],
      since: 31,
      perDay: 2,
      brings: { stage: 'opportunity', share: 0.09, worth: [9600, 14_400, 28_000] },
    },
    { title: 'The menu, on the table cards', target: `${origin}/menu`, on: [], since: 75, perDay: 4 },
  ],
  costs: [
    { kind: 'ads', name: 'Instagram, gift boxes', amount: '2400', campaign: gifts },
    { kind: 'tools', name: 'Shop software', amount: '600' },
    { kind: 'hours', name: 'Photos and texts', hours: '8', rate: '300' },
  ],
}

export const evergreen: Evergreen = {
  name: 'Good to know',
  on: ['bluesky', 'mastodon'],
  slots: ['1T10:00', '4T19:00'],
  posts: [
    [
      'Refilling an old tin costs ten percent less. Bring the lid too.',
      'Your empty tin is worth ten percent. We wash it, fill it, and never ask where it has been.',
    ],
    ['How to find us: second lane after the temple, follow the bread.'],
    ['Closed on Mondays. From Tuesday the first pot is on at eight.'],
  ],
}

export const report: Story['report'] = {
  name: 'The month at Corner Kettle',
  message: 'Good morning! This is what last month brought us. The kettle is on if you would like to talk about it.',
}
