/** A zone as people call it: "Taipei Standard Time (Asia/Taipei)". */
export function zoneName(timeZone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' }).formatToParts()
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value
  if (name === undefined) return timeZone
  return language === 'zh-TW' ? `${name}（${timeZone}）` : `${name} (${timeZone})`
}
