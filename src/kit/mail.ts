import type { Transporter } from 'nodemailer'

import type { Html } from './html.ts'

export interface Letter {
  /** One address, without a name. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: Html
}

export interface Mail {
  /** False where no mail server is set: say so to the person instead of sending. */
  readonly enabled: boolean
  /** Resolves when the mail server has taken the letter. */
  send(letter: Letter): Promise<void>
}

/** `url` as in smtps://name:password@mail.example:465 or smtp://mail.example:587; `from` as in "Hearth <hearth@example.com>". */
export function openMail({ url, from }: { url?: string | undefined; from: string }): Mail {
  let transport: Promise<Transporter> | undefined
  return {
    enabled: url !== undefined,
    send: async ({ to, subject, text, html }) => {
      if (url === undefined) throw new Error('No mail server is set, so nothing can be sent by e-mail.')
      if (!/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(to)) throw new Error('This is not a single e-mail address.')
      const open = await (transport ??= openTransport(url))
      await open.sendMail({
        from,
        to: { name: '', address: to },
        subject: subject.replace(/\s+/g, ' '),
        text,
        ...(html && { html: html.markup }),
        disableFileAccess: true,
        disableUrlAccess: true,
        headers: { 'auto-submitted': 'auto-generated' },
      })
    },
  }
}

async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 })
}
