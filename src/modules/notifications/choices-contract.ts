import { z } from 'zod'

import { asks } from '#contract/teams'
import { TimeZone } from '#kit/contract'

import { comesAtOnce, NoticeKind } from './kinds-contract.ts'

/** `daily`: in one letter a day, with what is still unread by then. */
export const MailWhen = z.enum(['off', 'at-once', 'daily'])
export type MailWhen = z.output<typeof MailWhen>

/** How notices of one kind come: under the bell, by e-mail, in the browser. */
export const Ways = z.object({ inApp: z.boolean(), email: MailWhen, push: z.boolean() })
export type Ways = z.output<typeof Ways>

/** A time of day to the minute. */
const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 22:00.')

/** From when until when mail and push wait, and on which days that begins: 1 is Monday. The same time twice is a whole day. */
export const Quiet = z.object({
  from: TimeOfDay,
  to: TimeOfDay,
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
})
export type Quiet = z.output<typeof Quiet>

/** When a member wants to hear, by the clock of where they are. */
export const Rhythm = z.object({
  timeZone: TimeZone,
  /** The hour of the daily letter. */
  dailyHour: z.int().min(0).max(23),
  quiet: Quiet.optional(),
})
export type Rhythm = z.output<typeof Rhythm>

export const Preferences = z.object({
  kinds: z
    .record(NoticeKind, Ways)
    .refine(
      (kinds) => NoticeKind.options.every((kind) => !comesAtOnce(kind) || kinds[kind].email !== 'daily'),
      'A crisis cannot wait for the daily letter. Choose at once or not at all.',
    ),
  rhythm: Rhythm,
})
export type Preferences = z.output<typeof Preferences>

export const choices = {
  preferences: asks('notifications.read', 'reads', 'own')
    .route({ method: 'GET', path: '/notifications/preferences', summary: 'How and when notices reach me' })
    .output(Preferences),
  setPreferences: asks('notifications.read', 'changes', 'own')
    .route({ method: 'PUT', path: '/notifications/preferences', summary: 'Choose how and when notices reach me' })
    .input(Preferences)
    .output(Preferences),
}
