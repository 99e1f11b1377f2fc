import type { PostContent, Settings } from '../network.ts'

export const kinds = ['update', 'event', 'offer'] as const
type Kind = (typeof kinds)[number]

/** The API's own names. CALL dials the number of the profile and needs no address. */
export const actions = ['none', 'BOOK', 'ORDER', 'SHOP', 'LEARN_MORE', 'SIGN_UP', 'CALL'] as const
type Action = (typeof actions)[number]

export function kindIn({ kind }: Settings): Kind {
  return kinds.find((each) => each === kind) ?? 'update'
}

/** An offer has a button of its own, so Google ignores any other there. */
export function actionIn(settings: Settings): Action {
  if (kindIn(settings) === 'offer') return 'none'
  return actions.find((each) => each === settings['action']) ?? 'none'
}

/** Where the button leads: the address written for it, else the card's. */
export function actionAddress({ settings, parts }: Pick<PostContent, 'settings' | 'parts'>): string {
  return textIn(settings, 'action_url') || (parts[0]?.link?.url ?? '')
}

export function textIn(settings: Settings, name: string): string {
  const value = settings[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** A day and a time by the clock of the place. */
export interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hours: number
  readonly minutes: number
}

/** undefined where none was chosen, or there is no such day. */
export function momentIn(settings: Settings, name: string): Moment | undefined {
  const pieces = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(textIn(settings, name))
  if (!pieces) return undefined
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0] = pieces.slice(1).map(Number)
  const there = new Date(Date.UTC(year, month - 1, day, hours, minutes))
  const exists = there.getUTCMonth() === month - 1 && there.getUTCDate() === day && there.getUTCHours() === hours && minutes < 60
  return exists ? { year, month, day, hours, minutes } : undefined
}

export function isBefore(one: Moment, other: Moment): boolean {
  return inOrder(one) < inOrder(other)
}

function inOrder({ year, month, day, hours, minutes }: Moment): number {
  return Date.UTC(year, month - 1, day, hours, minutes)
}
