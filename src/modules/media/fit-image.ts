import type { Fit, Picture } from './limited-work.ts'
import { warmProcesses } from './warm-processes.ts'

/** A picture of the library. */
export interface PictureSource {
  /** The same for the same bytes. */
  readonly key: string
  readonly read: () => Promise<Uint8Array>
}

interface Wish extends PromiseWithResolvers<Picture> {
  readonly rules: Fit
}

interface Batch {
  readonly source: PictureSource
  readonly wishes: Wish[]
}

/** Pictures that wait for their turn: what several networks want of one is made in one go. */
const waiting = new Map<string, Batch>()
/** What is waiting or being made, so that nothing is made twice at once. */
const wanted = new Map<string, Promise<Picture>>()
const workLimited = warmProcesses()

/** The picture within a network's rules, made in a limited process that decodes it once for all who ask meanwhile. */
export function fitImage(source: PictureSource, rules: Fit): Promise<Picture> {
  const name = JSON.stringify([source.key, rules])
  const known = wanted.get(name)
  if (known) return known
  const made = join(source, rules).finally(() => wanted.delete(name))
  wanted.set(name, made)
  return made
}

function join(source: PictureSource, rules: Fit): Promise<Picture> {
  const wish = { rules, ...Promise.withResolvers<Picture>() }
  const batch = waiting.get(source.key)
  if (batch) batch.wishes.push(wish)
  else void makeAll(source, wish)
  return wish.promise
}

async function makeAll(source: PictureSource, first: Wish): Promise<void> {
  const batch = { source, wishes: [first] }
  waiting.set(source.key, batch)
  try {
    if ((await make(batch)) === 'made') return
    // One of them is too much for the decoder; the others are made all the same.
    for (const wish of batch.wishes)
      if ((await make({ source, wishes: [wish] })) !== 'made') wish.reject(noPicture('The process ended early.'))
  } catch (error) {
    for (const { reject } of batch.wishes) reject(error)
  }
}

/** Whoever joins before the turn comes is served with it. */
async function make(batch: Batch): Promise<'made' | 'crashed' | 'too slow'> {
  const { source, wishes } = batch
  const { key } = source
  const done = await workLimited(async (held) => {
    if (waiting.get(key) === batch) waiting.delete(key)
    return { do: 'fit', key, rules: wishes.map(({ rules }) => rules), ...(held === key ? {} : { bytes: await source.read() }) }
  })
  if (typeof done === 'string') return done
  if (!('pictures' in done)) throw new Error('The limited process did other work than it was asked for.')
  for (const [index, { resolve, reject }] of wishes.entries()) {
    const picture = done.pictures[index]
    if (picture && 'bytes' in picture) resolve(picture)
    else reject(noPicture(picture?.failed ?? 'it was left out'))
  }
  return 'made'
}

function noPicture(why: string): Error {
  return new Error(`A picture of the library could not be fitted: ${why}`)
}
