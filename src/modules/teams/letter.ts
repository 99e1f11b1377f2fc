import type { Language } from '#kit/contract'

/** One e-mail as people read it: a few sentences, one thing to open, and why it came. */
export interface Letter {
  readonly language: Language
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly action?: { readonly label: string; readonly url: string }
  readonly because: string
}

/** The letter as plain text and as simple HTML in which every word is escaped. */
export function writeLetter(letter: Letter): { subject: string; text: string; html: string } {
  const subject = letter.subject.replace(/\s+/g, ' ').trim()
  const { action } = letter
  const text = [...letter.paragraphs, ...(action ? [`${action.label}\n${action.url}`] : []), `--\n${letter.because}`].join('\n\n')
  return { subject, text: `${text}\n`, html: htmlOf({ ...letter, subject }) }
}

function htmlOf({ language, subject, paragraphs, action, because }: Letter): string {
  const button = action
    ? `<p><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:4px;background:#b8411c;color:#fff;text-decoration:none">${escapeHtml(action.label)}</a></p><p style="font-size:12px;color:#6b635a;word-break:break-all">${escapeHtml(action.url)}</p>`
    : ''
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`).join('')
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
    `<body style="margin:0;padding:24px;background:#fbf8f3;color:#221f1b;font:15px/1.6 system-ui,sans-serif"><div style="max-width:560px;margin:0 auto">` +
    `${body}${button}<hr style="border:0;border-top:1px solid #e4ddd2"><p style="font-size:12px;color:#6b635a">${escapeHtml(because)}</p></div></body></html>`
  )
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
