/** A zone as people call it: "Taipei Standard Time (Asia/Taipei)". */
export function zoneName(timeZone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' }).formatToParts()
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value
  return name === undefined ? timeZone : `${name} (${timeZone})`
}
