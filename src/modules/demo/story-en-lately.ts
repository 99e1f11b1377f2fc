import { all, words } from './story-networks.ts'
import type { PastPost } from './story.ts'

/** What the brand posted by hand this morning, and by mistake planned once more. */
export const twice = {
  on: 'x',
  text: 'Today’s bread is out: milk loaf, sesame rings, and the pineapple buns that contain no pineapple. Come before eleven.',
}

/** The last six weeks. */
export const lately: readonly PastPost[] = [
  {
    weeksAgo: 5,
    day: 'wed',
    time: '16:00',
    on: ['bluesky', 'instagram'],
    text: 'It rains. The window seats are taken, the buns are warm, nobody is leaving.',
    picture: { scene: 'window', light: 'rain', alt: 'A rainy window with a steaming cup and a bun on the sill' },
    answers: [{ by: 3, text: 'Can confirm. I have been “leaving” for an hour.' }],
    liked: 0.8,
  },
  {
    weeksAgo: 5,
    day: 'sat',
    time: '09:30',
    on: words,
    text: 'The tasting on Saturday is full. If you would like to be told about the next one first, say so here and we will.',
    answers: [
      { by: 6, text: 'Me, please.', reply: 'You are on the list.' },
      { by: 2, text: 'And me, with one friend.', reply: 'Both of you, gladly.' },
    ],
    liked: 0.35,
  },
  {
    weeksAgo: 4,
    day: 'tue',
    time: '08:30',
    on: all,
    text: 'Three tins for a shelf: something green for the morning, something roasted for the rain, something red for guests. That is all anybody needs. We sell nine more.',
    picture: { scene: 'tins', light: 'noon', alt: 'Three tea tins in green, red and yellow on a wooden table' },
    answers: [{ by: 6, text: 'Do you refill the old tins?', reply: 'Yes, and it costs ten percent less. Bring the lid too, please.' }],
    liked: 0.6,
  },
  {
    weeksAgo: 3,
    day: 'thu',
    time: '08:00',
    on: ['x', 'bluesky', 'instagram'],
    text: 'Pineapple buns, nine o’clock, forty of them. There is no pineapple in a pineapple bun. It is about the view from above.',
    picture: { scene: 'buns', light: 'morning', alt: 'Three pineapple buns with a golden criss-cross crust on a plate' },
    answers: [
      { by: 9, text: 'I feel lied to and I want three.', reply: 'Honesty and buns at nine.' },
      {
        by: 1,
        text: 'Sold out at 9:40. I was told by someone with crumbs on his jersey.',
        reply: 'We will bake sixty on Saturday. Bring the jersey.',
      },
    ],
    liked: 0.85,
  },
  {
    weeksAgo: 3,
    day: 'sun',
    time: '19:00',
    on: ['mastodon', 'instagram'],
    text: 'The lane on festival night. We stay open until the last lantern goes out.',
    picture: { scene: 'lantern', light: 'night', shape: 'tall', alt: 'Three red paper lanterns over dark roofs with lit windows' },
    answers: [{ by: 0, text: 'I drew this from the corner. Bringing you a print.', reply: 'It will hang beside the kettle.' }],
    liked: 0.9,
  },
  {
    weeksAgo: 2,
    day: 'tue',
    time: '08:30',
    on: words,
    text: 'Leaf of the week: Oriental Beauty. Small insects bite the leaf, the leaf defends itself with honey. We only add water.',
    answers: [
      { by: 3, text: 'I am translating exactly this paragraph. Thank you for the honey.' },
      {
        by: 8,
        text: 'My second graders have questions about the insects.',
        reply: 'Send them. The questions, and the second graders on Wednesday at three.',
      },
    ],
    liked: 0.6,
  },
  {
    weeksAgo: 2,
    day: 'sat',
    time: '14:00',
    on: ['instagram', 'bluesky'],
    text: 'Wrapped without plastic, tied with patience. Gift boxes are on the counter.',
    picture: { scene: 'gift', light: 'rose', alt: 'A cream gift box with a red ribbon beside a green tea tin' },
    answers: [{ by: 11, text: 'Do you send them to the south?', reply: 'Yes, two days. Choose the tea and we write the card by hand.' }],
    liked: 0.65,
  },
  {
    weeksAgo: 1,
    day: 'tue',
    time: '08:30',
    on: all,
    text: 'First cup of the morning, photographed before anybody could drink it. Somebody drank it.',
    picture: { scene: 'cup', light: 'morning', alt: 'A white cup of tea on a saucer with rising steam' },
    answers: [
      { by: 10, text: 'It was me.', reply: 'We know.' },
      { by: 2, text: 'Which cup is this? The rim is beautiful.', reply: 'Made by a potter two streets away. We have six and guard them.' },
    ],
    liked: 0.7,
  },
  {
    weeksAgo: 0,
    day: 'sat',
    time: '09:15',
    on: ['mastodon', 'bluesky'],
    text: 'The big pot is out, which means it is the weekend. Second pour is free if you read a page of something while you wait.',
    picture: { scene: 'pot', light: 'noon', alt: 'A red clay teapot and a small steaming cup' },
    answers: [{ by: 4, text: 'I sell pages. We should talk.', reply: 'We should. Come with two.' }],
    liked: 0.6,
  },
]
