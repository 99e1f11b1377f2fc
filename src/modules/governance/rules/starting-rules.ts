import { chinese } from './starting-chinese.ts'
import { english } from './starting-english.ts'
import type { Starting } from './starting.ts'

/** What many brands want, to begin with: each can be changed or switched off. By language. */
export const startingRules: readonly { readonly language: 'en' | 'zh-TW'; readonly rules: readonly Starting[] }[] = [
  { language: 'en', rules: english },
  { language: 'zh-TW', rules: chinese },
]
