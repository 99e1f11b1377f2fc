import { html } from '#kit/html'

import type { NoWay } from './follow-link.ts'

const statuses = { unknown: 404, gone: 410, 'too-many': 429, 'not-now': 503 } as const satisfies Record<NoWay, number>

interface Words {
  readonly title: string
  readonly sentence: string
}

const english: Record<NoWay, Words> = {
  unknown: { title: 'This link leads nowhere', sentence: 'There is no such short link. Check that it was copied whole.' },
  gone: { title: 'This link is over', sentence: 'It has expired or was withdrawn by those who made it.' },
  'too-many': {
    title: 'Too many wrong links',
    sentence: 'Too many links that lead nowhere were tried from your address. Wait a minute, then try again.',
  },
  'not-now': { title: 'Not just now', sentence: 'This link cannot be looked up at the moment. Try again in a few seconds.' },
}

const chinese: Record<NoWay, Words> = {
  unknown: { title: '找不到這個短網址', sentence: '沒有這個短網址。請確認網址複製完整。' },
  gone: { title: '這個短網址已失效', sentence: '它已經過期，或已被建立者移除。' },
  'too-many': { title: '錯誤的短網址太多', sentence: '您的網路位址嘗試了太多不存在的短網址。請稍候一分鐘再試。' },
  'not-now': { title: '暫時無法轉址', sentence: '目前查不到這個短網址。請過幾秒再試一次。' },
}

/** What somebody sees whom a link takes nowhere: a small page in their language, never a redirect. */
export function noWayPage(why: NoWay, acceptLanguage: string): { readonly status: number; readonly page: string } {
  const [language, words] = speaksChinese(acceptLanguage) ? ['zh-TW', chinese[why]] : ['en', english[why]]
  const { markup } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${words.title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>${words.title}</h1>
          <p>${words.sentence}</p>
        </main>
      </body>
    </html>`
  return { status: statuses[why], page: markup }
}

/** The language that comes first of those we speak. */
function speaksChinese(acceptLanguage: string): boolean {
  const first = acceptLanguage
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
    .find((each) => each.startsWith('zh') || each.startsWith('en'))
  return first?.startsWith('zh') ?? false
}

const style = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.6 system-ui,sans-serif;background:light-dark(#faf7f2,#1d1a18);color:light-dark(#221e1a,#ece6df)}main{max-width:32rem;padding:24px}h1{font-size:1.5rem;line-height:1.3;margin:0 0 8px}p{margin:0}`
