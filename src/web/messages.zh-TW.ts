import { zhTW as connections } from './connections/messages.zh-TW.ts'
import { zhTW as errors } from './errors/messages.zh-TW.ts'
import { zhTW as frame } from './frame/messages.zh-TW.ts'
import type { Texts } from './messages.en.ts'
import { zhTW as notifications } from './notifications/messages.zh-TW.ts'
import { zhTW as calendar } from './publishing/calendar/messages.zh-TW.ts'
import { zhTW as post } from './publishing/post/messages.zh-TW.ts'
import { zhTW as time } from './publishing/time/messages.zh-TW.ts'
import { zhTW as today } from './publishing/today/messages.zh-TW.ts'
import { zhTW as settings } from './settings/messages.zh-TW.ts'
import { zhTW as teams } from './teams/messages.zh-TW.ts'
import { zhTW as ui } from './ui/messages.zh-TW.ts'

export const zhTW: Texts = { ui, errors, frame, teams, settings, connections, notifications, time, calendar, today, post }
