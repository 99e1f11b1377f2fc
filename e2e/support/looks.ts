import type { Language } from '#kit/contract'

import { en, type Texts } from '../../src/web/messages.en.ts'
import { zhTW } from '../../src/web/messages.zh-TW.ts'

/** How a journey sees Hearth. */
export interface Look {
  readonly language: Language
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

export const usual: Look = { language: 'en', scheme: 'light', width: 1440 }
export const phone: Look = { language: 'zh-TW', scheme: 'dark', width: 390 }

export const allLooks: readonly Look[] = (['en', 'zh-TW'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) => [1440, 1024, 390].map((width) => ({ language, scheme, width }))),
)

export function lookName({ language, scheme, width }: Look): string {
  return `${language}, ${scheme}, ${width}`
}

export function textsIn(language: Language): Texts {
  return language === 'en' ? en : zhTW
}
