import type { Profile } from './story.ts'

export const brand: Profile = {
  handle: 'cornerkettle',
  name: 'Corner Kettle',
  bio: 'Tea house and small bakery in a Taipei lane. Oolong from people we know by name, bread until it is gone. Open from eight, closed on Mondays.',
}

export const people: readonly Profile[] = [
  { handle: 'gracelo', name: 'Grace Lo', bio: 'Illustrator. Draws best near a window.' },
  { handle: 'danielwu', name: 'Daniel Wu', bio: 'Cyclist, bread first.' },
  { handle: 'hanasato', name: 'Hana Sato', bio: 'Osaka to Taipei. Notes on tea and trains.' },
  { handle: 'oliverhart', name: 'Oliver Hart', bio: 'Translator. Three cups before a sentence.' },
  { handle: 'joyceyang', name: 'Joyce Yang', bio: 'Runs the bookshop around the corner.' },
  { handle: 'ricardolim', name: 'Ricardo Lim', bio: 'Food writer, slow eater.' },
  { handle: 'priyanair', name: 'Priya Nair', bio: 'Engineer who collects teapots.' },
  { handle: 'theobrandt', name: 'Theo Brandt', bio: 'Photographs doors.' },
  { handle: 'ninakuo', name: 'Nina Kuo', bio: 'Teaches second grade. Needs tea.' },
  { handle: 'samokafor', name: 'Sam Okafor', bio: 'Here for a year, eating everything.' },
  { handle: 'walterchiu', name: 'Walter Chiu', bio: 'Retired. Every morning, same table.' },
  { handle: 'meitsai', name: 'Mei Tsai', bio: 'Florist. The flowers on the counter are mine.' },
]

export const readers: readonly Profile[] = [
  { handle: 'quietfern', name: 'Quiet Fern' },
  { handle: 'lanewalker', name: 'Lane Walker' },
  { handle: 'bikeandbun', name: 'Bike & Bun' },
  { handle: 'steamnotes', name: 'Steam Notes' },
  { handle: 'fourcats', name: 'Four Cats' },
  { handle: 'mapsandtea', name: 'Maps and Tea' },
  { handle: 'sundaybaker', name: 'Sunday Baker' },
  { handle: 'rooftopgreen', name: 'Rooftop Green' },
  { handle: 'paperlamp', name: 'Paper Lamp' },
  { handle: 'dailysesame', name: 'Daily Sesame' },
  { handle: 'northgate', name: 'North Gate' },
  { handle: 'slowfilm', name: 'Slow Film' },
]
