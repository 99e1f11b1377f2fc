import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface ReceivedLetter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface TestMailServer extends AsyncDisposable {
  /** For `openMail({ url })`. */
  readonly url: string
  readonly letters: ReceivedLetter[]
}

/** A real SMTP server on loopback that keeps what it gets. */
export async function testMailServer(): Promise<TestMailServer> {
  const letters: ReceivedLetter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      simpleParser(stream)
        .then(({ subject, text, html }) => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
          letters.push({ to, subject: subject ?? '', text: text ?? '', html: html || '' })
          done()
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
