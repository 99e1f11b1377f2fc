import type { Language } from '#kit/contract'
import { type Html, html } from '#kit/html'

/** One e-mail as people read it: a few sentences, one thing to open, and why it came. */
export interface Letter {
  readonly language: Language
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Several things, each with its page, in groups. */
  readonly groups?: readonly { readonly title: string; readonly items: readonly { readonly text: string; readonly url: string }[] }[]
  readonly action: { readonly label: string; readonly url: string }
  readonly because: string
}

/** The letter as plain text and as simple HTML in which every word is escaped. */
export function writeLetter(letter: Letter): { subject: string; text: string; html: Html } {
  const subject = letter.subject.replace(/\s+/g, ' ').trim()
  const { action, because, paragraphs, groups = [] } = letter
  const listed = groups.map(({ title, items }) =>
    [title, ...items.map((item) => `- ${item.text.replace(/\s+/g, ' ')}\n  ${item.url}`)].join('\n'),
  )
  const text = [...paragraphs, ...listed, `${action.label}\n${action.url}`, `--\n${because}`].join('\n\n')
  return { subject, text: `${text}\n`, html: markup({ ...letter, subject }) }
}

function markup({ language, subject, paragraphs, groups = [], action, because }: Letter): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:24px;background:#fbf8f3;color:#221f1b;font:15px/1.6 system-ui,sans-serif">
        <div style="max-width:560px;margin:0 auto">
          ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
          ${groups.map(
            ({ title, items }) =>
              html`<h2 style="${heading}">${title}</h2>
                <ul style="margin:0 0 16px;padding-left:20px">
                  ${items.map(({ text, url }) => html`<li style="margin:6px 0"><a href="${url}" style="color:#b8411c">${text}</a></li>`)}
                </ul>`,
          )}
          <p><a href="${action.url}" style="${button}">${action.label}</a></p>
          <p style="${small};word-break:break-all">${action.url}</p>
          <hr style="border:0;border-top:1px solid #e4ddd2" />
          <p style="${small}">${because}</p>
        </div>
      </body>
    </html>`
}

const button = 'display:inline-block;padding:10px 18px;border-radius:4px;background:#b8411c;color:#fff;text-decoration:none'
const heading = 'margin:20px 0 4px;font-size:15px'
const small = 'font-size:12px;color:#6b635a'
