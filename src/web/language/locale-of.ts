import type { Language } from '#kit/contract'

/** By whose habits numbers and times are written: English has days before months and a week that begins on Monday. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language
}
