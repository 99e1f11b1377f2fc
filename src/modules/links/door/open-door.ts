import { join } from 'node:path'

import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { Live } from '#kit/live'

import { ClickLog } from '../clicks/click-log.ts'
import { repeats } from '../clicks/repeats.ts'
import { daySalts } from '../clicks/salts.ts'
import { type Mover, startMoving } from '../clicks/start-moving.ts'
import { type Answer, followLink, type Following, type Visit } from './follow-link.ts'
import { guesses } from './guesses.ts'
import { KnownLinks } from './known-links.ts'
import { seenHosts } from './seen-hosts.ts'

export interface DoorNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly live: Pick<Live, 'subscribe'>
  readonly log: Log
  /** For the log of clicks; it belongs to this machine. */
  readonly dataDir: string
  /** A click could not be written down; its visitor was sent on all the same. */
  readonly countLost: () => void
}

interface Log {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** Where short links are followed, in one process. */
export interface LinksDoor {
  /** Is this a brand's domain for short links? */
  isShortHost(host: string): boolean
  follow(visit: Visit): Promise<Answer>
  /** Learns what the database must tell before the first visitor comes, and takes up clicks that a killed process left. */
  start(): Promise<void>
  stop(): Promise<void>
}

const hourMs = 3_600_000

export function linksDoor({ db, clock, live, log, dataDir, countLost }: DoorNeeds): LinksDoor {
  const root = join(dataDir, 'clicks')
  const links = new KnownLinks(db)
  const clicks = new ClickLog(root)
  const salts = daySalts(db)
  const hosts = seenHosts(db, (error) => log.warn({ err: error }, 'When a short domain was last seen could not be noted'))
  const ending = new AbortController()
  let mover: Mover | undefined
  let renewing: NodeJS.Timeout | undefined
  const following: Following = {
    links,
    clicks,
    salts,
    guesses: guesses(),
    repeats: repeats(),
    now: () => clock.now(),
    onWritten: () => mover?.wake(),
    onTrouble: (error, what) => {
      if (what === 'click') countLost()
      log.error(
        { err: error },
        what === 'click' ? 'A click could not be written down; its visitor went on' : 'A link could not be looked up',
      )
    },
  }
  const renewSalts = () => salts.renew(clock.now().toString().slice(0, 10))
  return {
    isShortHost: (host) => links.isShortHost(host),
    follow: (visit) => {
      if (visit.host !== '') hosts.saw(visit.host, clock.now())
      return followLink(following, visit)
    },
    start: async () => {
      await links.open(live, ending.signal, (error) => log.warn({ err: error }, 'The domains for short links could not be read again'))
      await renewSalts()
      mover = startMoving({ db, log, clicks, root })
      renewing = setInterval(() => {
        renewSalts().catch((error: unknown) => log.warn({ err: error }, 'The salts of the day could not be renewed yet'))
      }, hourMs).unref()
    },
    stop: async () => {
      ending.abort()
      clearInterval(renewing)
      await mover?.stop()
    },
  }
}
