import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Hearth's typefaces, from the packages they come in. */
const sheets: Readonly<Record<string, string>> = {
  latin: '@fontsource-variable/source-sans-3/wght.css',
  chinese: '@fontsource-variable/noto-sans-tc/wght.css',
}

/** Answers `<typeface>.css` and the files it names; undefined for anything else. */
export async function fontAnswer(path: string): Promise<Response | undefined> {
  const [, name = '', file] = /^\/fonts\/([a-z]+)(?:\.css|\/files\/([\w.[\]-]+\.woff2))$/.exec(path) ?? []
  const sheet = sheets[name]
  if (sheet === undefined) return undefined
  const css = fileURLToPath(import.meta.resolve(sheet))
  const bytes = await readFile(file === undefined ? css : join(dirname(css), 'files', file)).catch(() => undefined)
  if (!bytes) return undefined
  const body = file === undefined ? Buffer.from(bytes.toString('utf8').replaceAll('url(./files/', `url(./${name}/files/`)) : bytes
  const headers = {
    'content-type': file === undefined ? 'text/css; charset=utf-8' : 'font/woff2',
    'cache-control': 'private, max-age=86400',
  }
  return new Response(body, { headers })
}
