import { refused, type Server } from './stand-in-wire.ts'

/** What a call takes from the project's quota of a day: reads one unit, writes fifty, captions four hundred; uploads have a bucket of their own. */
export const prices = { read: 1, write: 50, captionsList: 50, captions: 400 } as const

const dailyUnits = 10_000
const dailyUploads = 100

/** @throws Refused (403) where the day's units are used up. */
export function spendUnits(server: Server, amount: number): void {
  const used = today(server)
  if (server.world.rateLimits !== false && used.units + amount > dailyUnits) throw exceeded()
  used.units += amount
  server.world.changed()
}

/** @throws Refused (403) where the day's uploads are used up. */
export function spendUpload(server: Server): void {
  const used = today(server)
  if (server.world.rateLimits !== false && used.uploads + 1 > dailyUploads) throw exceeded()
  used.uploads += 1
  server.world.changed()
}

/** A day begins at midnight on the Pacific coast. */
function today({ state, world }: Server): Server['state']['used'] {
  const day = world.now().toZonedDateTimeISO('America/Los_Angeles').toPlainDate().toString()
  if (state.used.day !== day) state.used = { day, uploads: 0, units: 0 }
  return state.used
}

function exceeded() {
  return refused(403, {
    reason: 'quotaExceeded',
    message: 'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
    domain: 'youtube.quota',
  })
}
