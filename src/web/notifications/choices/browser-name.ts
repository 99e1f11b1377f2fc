/** What people would call this browser and what it runs on, from the words it introduces itself with. */
export function browserName(agent: string): { browser: string; system: string } {
  return { browser: first(browsers, agent) ?? 'Browser', system: first(systems, agent) ?? 'Web' }
}

function first(names: readonly (readonly [RegExp, string])[], agent: string): string | undefined {
  return names.find(([sign]) => sign.test(agent))?.[1]
}

/** Most say that they are those below them, too. */
const browsers = [
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

const systems = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const
