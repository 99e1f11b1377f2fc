import { en as connections } from './connections/messages.en.ts'
import { en as demo } from './demo/messages.en.ts'
import { en as errors } from './errors/messages.en.ts'
import { en as frame } from './frame/messages.en.ts'
import { en as notifications } from './notifications/messages.en.ts'
import { en as calendar } from './publishing/calendar/messages.en.ts'
import { en as post } from './publishing/post/messages.en.ts'
import { en as time } from './publishing/time/messages.en.ts'
import { en as today } from './publishing/today/messages.en.ts'
import { en as settings } from './settings/messages.en.ts'
import { en as teams } from './teams/messages.en.ts'
import { en as ui } from './ui/messages.en.ts'

export const en = { ui, errors, frame, teams, settings, connections, notifications, time, calendar, today, post, demo }

/** Every text that any page needs; a part that is loaded when it is opened brings its own (`textsOfPart`). English is the shape; the other languages must match it. */
export type Texts = typeof en
