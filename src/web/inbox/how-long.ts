import type { Language } from '#kit/contract'

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

/** How long ago an instant is, in its largest whole unit: 5 min, 3 hrs, 2 days. At least a minute. */
export function howLong(since: string, language: Language): string {
  const passed = Math.max(60_000, Date.now() - Date.parse(since))
  const { unit, ms } = steps.find((step) => passed >= step.ms) ?? steps[2]
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(passed / ms))
}
