/** Languages of YouTube's application (`i18nLanguages.list`), which it takes for titles and descriptions. */
const known = (
  'af am ar as az be bg bn bs ca cs da de el en en-GB en-IN es es-419 es-US et eu fa fi fil fr fr-CA gl gu hi hr hu hy id is it iw ja ka kk km kn ko ky lo lt lv ' +
  'mk ml mn mr ms my ne nl no or pa pl pt pt-PT ro ru si sk sl sq sr sr-Latn sv sw ta te th tr uk ur uz vi zh-CN zh-HK zh-TW zu'
).split(' ')

const names = new Map(known.map((tag) => [tag.toLowerCase(), tag]))

/** What YouTube calls a language that has this tag; undefined where it does not know it. */
export function languageOn(tag: string): string | undefined {
  const wanted = tag.toLowerCase()
  const renamed: Readonly<Record<string, string>> = { he: 'iw', 'zh-hant': 'zh-TW', 'zh-hans': 'zh-CN', zh: 'zh-CN', nb: 'no' }
  return names.get(wanted) ?? renamed[wanted] ?? names.get(wanted.split('-')[0] ?? '')
}
