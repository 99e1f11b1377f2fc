import type { Page } from 'playwright-core'

/** What a browser complained about while a journey went on. */
export interface Watch {
  /** Trouble that belongs to the journey, such as a server that was killed on purpose. */
  readonly expect: (pattern: RegExp) => void
  /** @throws naming everything that was not expected. */
  readonly check: () => void
  /** The last of it, expected or not. */
  readonly last: () => readonly string[]
}

const always = [
  // A refusal is an answer, yet Chromium writes every 4xx into the console.
  /Failed to load resource: the server responded with a status of 4\d\d/,
  // A stand-in serves faces over plain HTTP, which the page rightly refuses.
  /Loading the image 'http:\/\/127\.0\.0\.1:\d+\/avatars\//,
]

/** Listens to uncaught errors, console errors (broken content policies are among them) and answers of 5xx from `origin`. */
export function watch(page: Page, origin: string): Watch {
  const heard: string[] = []
  const expected = [...always]
  page.on('pageerror', (error) => {
    if (page.url().startsWith(origin)) heard.push(`uncaught: ${error.stack ?? error.message}`)
  })
  page.on('console', (message) => {
    const { url } = message.location()
    if (message.type() === 'error' && (url === '' || url.startsWith(origin))) heard.push(`console: ${message.text()} (${url})`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500 && response.url().startsWith(origin)) heard.push(`answer: ${response.status()} of ${response.url()}`)
  })
  return {
    expect: (pattern) => void expected.push(pattern),
    check: () => {
      const unexpected = heard.filter((line) => !expected.some((pattern) => pattern.test(line)))
      if (unexpected.length > 0) throw new Error(`The browser complained:\n${unexpected.join('\n')}`)
    },
    last: () => heard.slice(-20),
  }
}
