import type { Language } from '#kit/contract'

import { en } from './story-en.ts'
import { zhTW } from './story-zh-tw.ts'
import type { Story } from './story.ts'

export const stories: Readonly<Record<Language, Story>> = { en, 'zh-TW': zhTW }
