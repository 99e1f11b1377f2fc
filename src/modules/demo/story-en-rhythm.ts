import { buns, cakes, cup, front, gift, iced, lantern, loaf, pot, sprig, table, tins, window } from './story-en-pictures.ts'
import { all, words } from './story-networks.ts'
import type { PastPost } from './story.ts'
import { weekly } from './weekly.ts'

const evenings = weekly({ from: 11, day: 'wed', time: '20:00', on: all, liked: 0.6 }, [
  { text: 'Last pour is at nine. The kettle knows, the street does not. Come in.', picture: cup },
  { text: 'Wednesday is roasted oolong night: one pot, three cups, no hurry. Sit where the lamp is.', picture: pot },
  { text: 'What people order after eight: something warm, and a reason not to go home yet.', picture: window },
  { text: 'The table by the door is for two who did not book and one who never does.', picture: table },
  { text: 'On the counter tonight: the green from the north ridge, iced. Lemon on request only.', picture: iced },
  { text: 'Rain since four. Buns since five. We can recommend both.', picture: buns },
  { text: 'Three people asked for the recipe of the evening blend. It is two teas and a closed mouth.', picture: tins },
  { text: 'The lanterns are up at the end of the lane. From the corner table you can count eleven.', picture: lantern },
  {
    text: 'Somebody proposed at table four last night. She said: after the second steeping. Then she said yes.',
    picture: cup,
    success: 1.7,
  },
  { text: 'Tonight’s pot is on the house for anyone with a postcard still to write. Stamps are by the till.', picture: pot },
  { text: 'Menu for a quiet evening: black sesame cake, red jade, a chair. So far nobody has asked for more.', picture: table },
  { text: 'A cool evening. The heavy cups are out, and the cat has taken the chair beside the stove.', picture: window },
])

const bakes = weekly({ from: 11, day: 'fri', time: '19:30', on: all, liked: 0.55 }, [
  { text: 'Tomorrow’s oven, from four: milk loaf, sesame rings, and one tray of something we will not name yet.', picture: loaf },
  { text: 'The dough is resting. So are we. Saturday opens at eight.', picture: front },
  { text: 'Tomorrow: pineapple buns, forty. Please read this as forty and not as “plenty”.', picture: buns },
  { text: 'The weekend cakes are cut. One has a fingerprint. It is twenty dollars cheaper.', picture: cakes },
  { text: 'Saturday’s tray is iced tea and small cakes, and tastes best to those who climbed the hill first.', picture: iced },
  { text: 'The gift boxes have found their ribbon. It is red, as it always was going to be.', picture: gift },
  { text: 'Tomorrow’s loaf has forty percent less air in it. We weighed it.', picture: loaf },
  { text: 'We are trying scallion bread tomorrow. Bring an opinion.', picture: front },
  { text: 'Twelve new teas came down from the hills today. We tasted all of them, which is why this is late.', picture: sprig },
  { text: 'Saturday on the long table: two teas side by side. Free for whoever guesses which was picked first.', picture: table },
  { text: 'We bake for the school fair tomorrow. If the shelf looks thin at ten, ask the second graders.', picture: cakes },
  { text: 'The front window is clean again and shows exactly how much bread there is. See you at eight.', picture: front },
])

const noons = weekly({ from: 10, day: 'thu', time: '12:30', on: words, liked: 0.35 }, [
  { text: 'Today’s lunch question: soup with bread, or bread with soup?' },
  { text: 'Half past twelve. Two seats by the window, one by the cat.' },
  { text: 'Somebody left a green umbrella. It is drying beside the oven and doing well.' },
  { text: 'The card machine is back. It apologises.' },
  { text: 'The radio next door is stronger than our tea today. We steep thirty seconds longer.' },
  { text: 'A reminder that “one more cup” is not a unit of time.' },
  { text: 'Closed on Mondays. We are asked this every Monday.' },
  { text: 'The last of the spring green was sold at noon. There will be another spring.' },
  { text: 'To whoever is waiting for the bus: it is late, and we can see you. Come in.' },
  { text: 'A guest asked whether the tea is vegan. The tea is leaves. The cat is not.' },
])

const films = weekly({ from: 10, every: 3, day: 'sun', time: '20:30', on: all, liked: 0.75 }, [
  {
    text: 'A few seconds of nothing but a pot that is ready.',
    film: { ...pot, light: 'evening', alt: 'The camera draws near to a clay teapot' },
  },
  { text: 'What the loaf does while you sleep.', film: { ...loaf, light: 'night', alt: 'The camera draws near to a milk loaf at night' } },
  { text: 'Sunday, seen from beside the stove.', film: { ...window, light: 'rain', alt: 'The camera draws near to a window in the rain' } },
  {
    text: 'How a tea leaf wakes up. Put your shoulders down and watch it once.',
    film: { ...sprig, light: 'rose', alt: 'The camera draws near to two leaves and a bud' },
    success: 5,
  },
])

/** What comes every week, and the films. One of them went around, and is why so many new people came. */
export const rhythm: readonly PastPost[] = [...evenings, ...bakes, ...noons, ...films]
