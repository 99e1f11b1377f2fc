import type { Language } from '#kit/contract'

/** The day a week starts on, 0 for Sunday: Monday in English (as written in Europe), Sunday in Taiwan. */
export function firstDayOf(language: Language): 0 | 1 {
  return language === 'zh-TW' ? 0 : 1
}
