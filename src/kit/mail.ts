import { Readable } from 'node:stream'

import type { Transporter } from 'nodemailer'
import { z } from 'zod'

import type { Html } from './html.ts'

export interface Letter {
  /** One address, without a name. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: Html
  readonly attachments?: readonly Attachment[]
}

export interface Attachment {
  readonly fileName: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

/** A letter that the mail server did not surely take. */
export class MailTrouble extends Error {
  override readonly name = 'MailTrouble'
  /** `no`: it surely was not taken. `unknown`: the line broke after all of it had left, so it may arrive. */
  readonly taken: 'no' | 'unknown'
  /** The server will say no however often it is asked. */
  readonly forGood: boolean
  constructor(cause: unknown, { taken, forGood }: Pick<MailTrouble, 'taken' | 'forGood'>) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.taken = taken
    this.forGood = forGood
  }
}

export interface Mail {
  /** False where no mail server is set: say so to the person instead of sending. */
  readonly enabled: boolean
  /** Resolves when the mail server has taken the letter, else throws MailTrouble. */
  send(letter: Letter): Promise<void>
}

/** `url` as in smtps://name:password@mail.example:465 or smtp://mail.example:587; `from` as in "Hearth <hearth@example.com>". */
export function openMail({ url, from }: { url?: string | undefined; from: string }): Mail {
  let transport: Promise<Transporter> | undefined
  return {
    enabled: url !== undefined,
    send: async ({ to, subject, text, html, attachments = [] }) => {
      if (url === undefined) throw new Error('No mail server is set, so nothing can be sent by e-mail.')
      if (!/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/.test(to)) throw new Error('This is not a single e-mail address.')
      const open = await (transport ??= openTransport(url))
      const left = { whole: attachments.length === 0 }
      const letter = {
        from,
        to: { name: '', address: to },
        subject: subject.replace(/\s+/g, ' '),
        text,
        ...(html && { html: html.markup }),
        attachments: attachments.map((each, index) => toAttachment(each, () => (left.whole ||= index === attachments.length - 1))),
        disableFileAccess: true,
        disableUrlAccess: true,
        headers: { 'auto-submitted': 'auto-generated' },
      }
      await open.sendMail(letter).catch((error: unknown) => {
        throw new MailTrouble(error, judge(error, left.whole))
      })
    },
  }
}

/** The last attachment is read only once the server waits for the letter; before it is, the letter cannot have arrived whole. */
function toAttachment({ fileName, mimeType, bytes }: Attachment, onRead: () => void) {
  const content = Readable.from(
    (function* () {
      onRead()
      yield Buffer.from(bytes)
    })(),
    { objectMode: false },
  )
  return { filename: fileName, contentType: mimeType, content }
}

const Said = z.object({ responseCode: z.int() })
/** There was nobody to take it: no address, or no connection. */
const NoLine = z.union([z.object({ syscall: z.enum(['connect', 'getaddrinfo']) }), z.object({ code: z.literal('EDNS') })])

/** RFC 5321, 4.2.1: what the server answers with a code it has not taken; 5 means for good. */
function judge(error: unknown, leftWhole: boolean): Pick<MailTrouble, 'taken' | 'forGood'> {
  const said = Said.safeParse(error)
  if (said.success) return { taken: 'no', forGood: said.data.responseCode >= 500 && said.data.responseCode !== 535 }
  if (NoLine.safeParse(error).success) return { taken: 'no', forGood: false }
  return { taken: leftWhole ? 'unknown' : 'no', forGood: false }
}

async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 })
}
