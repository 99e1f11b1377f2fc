import type { en } from './messages.en.ts'

export const zhTW: typeof en = {}
