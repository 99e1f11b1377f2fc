import type { ActionImage } from '#networks/stand-in'

import { type Calendar, pastTime } from './days.ts'
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
  const shown = new Map<string, ActionImage>()
  const pictures = story.past.flatMap(({ picture }) => (picture ? [picture] : []))
  for (const [index, picture] of pictures.entries()) {
    shown.set(picture.alt, await asTaken(picture))
    await tell((index / pictures.length) * 0.5)
  }
  const image = (picture: Shown) => shown.get(picture.alt)
  const deeds = deedsOf({ story, cast, image, startedAt: calendar.startedAt, at: (when) => pastTime(calendar, when) })
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
