import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface ReceivedLetter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The names of its header lines, in small letters. */
  readonly headers: readonly string[]
  readonly files: readonly { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }[]
}

export interface TestMailServer extends AsyncDisposable {
  /** For `openMail({ url })`. */
  readonly url: string
  readonly letters: ReceivedLetter[]
}

/** What becomes of a letter: kept, refused with a code, or kept without the sender ever hearing of it. */
type Fate = 'take' | 'vanish' | { readonly refuse: number }

/** A real SMTP server on loopback that keeps what it gets. */
export async function testMailServer({ fate = () => 'take' }: { fate?: (to: string) => Fate } = {}): Promise<TestMailServer> {
  const letters: ReceivedLetter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      simpleParser(stream)
        .then(({ subject, text, html, attachments, headerLines }) => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
          const ends = fate(to)
          if (typeof ends === 'object') return done(Object.assign(new Error('Not here.'), { responseCode: ends.refuse }))
          const files = attachments.map(({ filename, contentType, content }) => ({
            name: filename ?? '',
            mimeType: contentType,
            bytes: content,
          }))
          const headers = headerLines.map(({ key }) => key)
          letters.push({ to, subject: subject ?? '', text: text ?? '', html: html || '', headers, files })
          if (ends === 'take') done()
          else for (const { _socket } of server.connections) _socket.destroy()
        })
        .catch(done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}
