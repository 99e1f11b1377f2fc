import type { ActionFilm, ActionImage } from '#networks/stand-in'

import { type Calendar, pastTime } from './days.ts'
import { drawFilms } from './draw-films.ts'
import { drawPicture } from './draw-picture.ts'
import type { Cast } from './make-people.ts'
import type { DemoNeeds, OpenSandbox } from './needs.ts'
import { type Deed, deedsOf } from './past-deeds.ts'
import type { Shown, Story } from './story.ts'

interface Past {
  readonly sandbox: OpenSandbox
  readonly story: Story
  readonly cast: readonly Cast[]
  readonly calendar: Calendar
  readonly log: DemoNeeds['log']
  readonly tell: (share: number) => Promise<void>
}

/** Lives through the months before today: whatever somebody did is done on the networks at its time, in order. */
export async function makePast({ sandbox, story, cast, calendar, log, tell }: Past): Promise<void> {
  const { image, film } = await takenPictures(story, tell)
  const deeds = deedsOf({ story, cast, image, film, startedAt: calendar.startedAt, at: (when) => pastTime(calendar, when) })
  const due = deeds
    .filter(({ at }) => Temporal.Instant.compare(at, calendar.startedAt) < 0)
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
  for (const [index, deed] of due.entries()) {
    sandbox.clock.set(deed.at)
    doIt(deed, log)
    // The pages and the rest of Hearth have their turn in between.
    if (index % 40 === 0) await tell(0.5 + (index / due.length) * 0.5)
  }
}

/** All that was photographed and filmed, each once. Films are made meanwhile, in a process of their own. */
async function takenPictures({ past }: Story, tell: Past['tell']) {
  const wanted = new Map(past.flatMap(({ picture }) => (picture ? [[picture.alt, picture] as const] : [])))
  const scenes = past.flatMap(({ film }) => (film ? [film] : []))
  const [images, made] = await Promise.all([takenImages([...wanted.values()], tell), drawFilms(scenes)])
  const films = new Map(made.map((film, index) => [scenes[index]?.alt, film]))
  return {
    image: ({ alt }: Shown) => images.get(alt),
    film: ({ alt }: Shown): ActionFilm | undefined => {
      const one = films.get(alt)
      return one && { ...one, alt }
    },
  }
}

async function takenImages(wanted: readonly Shown[], tell: Past['tell']): Promise<ReadonlyMap<string, ActionImage>> {
  const images = new Map<string, ActionImage>()
  for (const picture of wanted) {
    images.set(picture.alt, await asTaken(picture))
    await tell((images.size / wanted.length) * 0.5)
  }
  return images
}

/** As a telephone would take it. */
async function asTaken(picture: Shown): Promise<ActionImage> {
  return { bytes: await drawPicture(picture, 1080), mimeType: 'image/jpeg', alt: picture.alt }
}

/** One network may forbid what another lets people do: then it did not happen there. */
function doIt({ does, networkId }: Deed, log: DemoNeeds['log']): void {
  try {
    does()
  } catch (error) {
    log.warn({ err: error, network: networkId }, 'Something of the demo’s past was not possible on its network')
  }
}
