import type { LinksDoor } from '#modules/links'

import { chance } from './chance.ts'
import { type Calendar, instantOn } from './days.ts'
import type { TradeLink } from './story.ts'

/** Somebody, or a program, follows a link. */
export interface LinkVisit {
  readonly at: Temporal.Instant
  /** What tells this visit from others, and this visitor. */
  readonly who: string
  readonly address: string
  readonly agent: string
  /** The page they come from. */
  readonly referrer?: string
}

/** Everybody who followed a link of the story until now, the earliest first: the same each time. More come on weekends, and a little more each week. */
export function visitsOf(link: TradeLink, calendar: Calendar): readonly LinkVisit[] {
  const days = Array.from({ length: link.since + 1 }, (_, day) => day)
  return days
    .flatMap((day) => visitsOn(link, calendar, day))
    .filter(({ at }) => Temporal.Instant.compare(at, calendar.startedAt) < 0)
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
}

function visitsOn(link: TradeLink, calendar: Calendar, day: number): LinkVisit[] {
  const today = -link.since + day
  const luck = chance(link.target, 'day', String(day))
  const weekday = instantOn(calendar, today, '12:00').toZonedDateTimeISO(calendar.timeZone).dayOfWeek
  const growth = 0.7 + (0.6 * day) / Math.max(1, link.since)
  const count = Math.round(link.perDay * growth * (weekday >= 5 ? 1.35 : 0.85) * (0.5 + luck))
  return Array.from({ length: count + 1 }, (_, turn) => {
    const who = `${link.target} ${day} ${turn}`
    // Some come back on the same day.
    const address = turn % 7 === 6 ? `${link.target} ${day} ${turn - 3}` : who
    const hour = hours[Math.floor(chance(who, 'hour') * hours.length)] ?? 12
    const minute = Math.floor(chance(who, 'minute') * 60)
    const at = instantOn(calendar, today, `${two(hour)}:${two(minute)}`).add({ seconds: Math.floor(chance(who, 'second') * 60) })
    // One program comes along for each day that people come.
    if (turn === count) return { at, who, address, agent: programs[Math.floor(chance(who, 'program') * programs.length)] ?? '' }
    const network = link.on[Math.floor(chance(who, 'network') ** 1.6 * link.on.length)]
    const referrer = network === undefined ? undefined : referrers[network]
    return { at, who, address, agent: agentOf(link, chance(address, 'device')), ...(referrer === undefined ? {} : { referrer }) }
  })
}

/** Those who follow a link of a post in its first hour. */
export function visitAt({ target, network }: { target: string; network: string | undefined }): Omit<Visit, 'code'>[] {
  const count = 6 + Math.floor(chance(target, network ?? '') * 14)
  return Array.from({ length: count }, (_, turn) => {
    const address = `${target} ${network} now ${turn}`
    const referrer = network === undefined ? undefined : referrers[network]
    return asVisit({ address, agent: chance(address) < 0.75 ? phone : computer, referrer })
  })
}

/** As the door for short links is asked. */
export function asVisit({
  address,
  agent,
  referrer,
}: {
  address: string
  agent: string
  referrer?: string | undefined
}): Omit<Visit, 'code'> {
  const headers: Readonly<Record<string, string | undefined>> = { 'user-agent': agent, referer: referrer }
  return { host: '', method: 'GET', address, header: (name) => headers[name] }
}

type Visit = Parameters<LinksDoor['follow']>[0]

/** When people have a moment: at noon, and in the evening. */
const hours = [8, 9, 10, 12, 12, 13, 15, 17, 18, 19, 20, 20, 21, 21, 22, 23]

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const tablet = 'Mozilla/5.0 (Linux; Android 15; Tab) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const computer = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const programs = ['Twitterbot/1.0', 'facebookexternalhit/1.1', 'python-requests/2.32', 'curl/8.5.0']

/** A printed code is read with a phone. */
function agentOf({ on }: TradeLink, luck: number): string {
  if (on.length === 0 || luck < 0.71) return phone
  return luck < 0.95 ? computer : tablet
}

/** Where browsers say that they come from when somebody follows a link there. */
const referrers: Readonly<Record<string, string>> = {
  instagram: 'https://l.instagram.com/',
  x: 'https://t.co/',
  bluesky: 'https://go.bsky.app/',
  mastodon: 'https://mastodon.social/',
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
