import type { Language } from '#kit/contract'
import { type Html, html } from '#kit/html'
import type { Attachment } from '#kit/mail'

import type { ReportRun } from '../contract.ts'

interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: Html
  readonly attachments: readonly Attachment[]
}

/** A few words in the report's language, and the report. People outside get it, so it names the brand and leads nowhere. */
export async function letterWith({ content, message }: { content: ReportRun; message: string }, file: File): Promise<Letter> {
  const { title, brand, period, language } = content
  const words = texts[language]
  const subject = `${title} – ${period}`
  const paragraphs = [...(message === '' ? [] : message.split(/\n{2,}/)), words.attached(title, period)]
  return {
    subject,
    text: `${[...paragraphs, `--\n${words.because(brand)}`].join('\n\n')}\n`,
    html: markup({ language, subject, paragraphs, because: words.because(brand) }),
    attachments: [{ fileName: file.name, mimeType: file.type, bytes: await file.bytes() }],
  }
}

interface Words {
  readonly language: Language
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly because: string
}

function markup({ language, subject, paragraphs, because }: Words): Html {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:24px;color:#221f1b;font:15px/1.6 system-ui,sans-serif">
        <div style="max-width:560px;margin:0 auto">
          ${paragraphs.map((paragraph) => html`<p style="white-space:pre-line">${paragraph}</p>`)}
          <hr style="border:0;border-top:1px solid #e4ddd2" />
          <p style="font-size:12px;color:#6b635a">${because}</p>
        </div>
      </body>
    </html>`
}

const texts: Readonly<Record<Language, { attached: (title: string, period: string) => string; because: (brand: string) => string }>> = {
  en: {
    attached: (title, period) => `The report “${title}” for ${period} is attached.`,
    because: (brand) => `${brand} sends you this report by a schedule. To get it no more, answer whoever looks after the brand.`,
  },
  'zh-TW': {
    attached: (title, period) => `附件是${period}的報表「${title}」。`,
    because: (brand) => `${brand} 依排程寄送這份報表給你。若不想再收到，請告知負責這個品牌的人。`,
  },
}
