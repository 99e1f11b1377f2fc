import type { Muxer, Packet, Stream } from 'node-av'

import type { SeenFilm } from './video-messages.ts'
import { type Av, openFilm } from './video-open.ts'

export interface Copying {
  readonly path: string
  readonly target: string
  readonly film: SeenFilm
  readonly mimeType: string
  /** Begins at 0: elsewhere a film cannot be cut without encoding it anew. */
  readonly trim: { readonly to: number } | undefined
}

/** Puts the streams as they are into a new file that begins with its index and says nothing of where it was made. */
export async function copyFilm({ path, target, film, mimeType, trim }: Copying, tell: (progress: number) => void): Promise<void> {
  const { av, demuxer, pictures } = await openFilm(path, film)
  const sound = demuxer.audio()
  const muxer = await openTarget(av, { target, mimeType })
  const indexes = new Map<number, number>()
  for (const stream of sound ? [pictures, sound] : [pictures]) indexes.set(stream.index, addPlain(muxer, stream))
  const ends = demuxer.startTime + (trim?.to ?? Infinity)
  const over = new Set<number>()
  let told = 0
  for await (const packet of demuxer.packets()) {
    if (!packet) break
    const [index, stream] = [indexes.get(packet.streamIndex), packet.streamIndex === pictures.index ? pictures : sound]
    const when = stream ? secondsOf(packet, stream) : 0
    if (when >= ends) over.add(packet.streamIndex)
    else if (index !== undefined) await muxer.writePacket(packet, index)
    packet.free()
    if (over.size === indexes.size) break
    if (when > told + 1) tell(Math.min((told = when) / film.seconds, 1))
  }
  for (const index of indexes.values()) await muxer.writePacket(null, index)
  await muxer.close()
}

/** Fast start: players and networks read the index first. Nothing is written of the program or the hour. */
export function openTarget(av: Av, { target, mimeType }: { target: string; mimeType: string }): Promise<Muxer> {
  if (mimeType === 'video/webm') return av.Muxer.open(target, { format: 'webm', options: { fflags: '+bitexact' } })
  return av.Muxer.open(target, {
    format: mimeType === 'video/quicktime' ? 'mov' : 'mp4',
    options: { movflags: '+faststart', fflags: '+bitexact' },
  })
}

/** What a stream says of itself is not carried over. */
export function addPlain(muxer: Muxer, stream: Stream): number {
  const index = muxer.addStream(stream)
  const made = muxer.getStream(index)
  if (made) made.metadata = null
  return index
}

function secondsOf({ pts, dts }: Packet, { timeBase }: Stream): number {
  // Far below zero where the packet has no time of its own.
  return (Number(pts > -(2n ** 62n) ? pts : dts) * timeBase.num) / timeBase.den
}
