import type { AddressInfo } from 'node:net'

import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'

import { html } from './html.ts'
import { openMail } from './mail.ts'

const servers: SMTPServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(resolve))
})

interface Received {
  recipients: string[]
  source: string
  signedInAs: string
}

async function mailServer(received: Received[], password = 'hunter2'): Promise<string> {
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: auth.username }) : done(new Error('Wrong password')),
    onData: (stream, session, done) => {
      let source = ''
      stream.on('data', (chunk: Buffer) => (source += chunk.toString()))
      stream.on('end', () => {
        received.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), source, signedInAs: String(session.user) })
        done()
      })
    },
  })
  servers.push(server)
  const address = await new Promise<AddressInfo | string | null>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve(listening.address()))
  })
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return `smtp://hearth:hunter2@127.0.0.1:${address.port}`
}

test('a letter arrives as written, in text and in safe markup', async () => {
  const received: Received[] = []
  const mail = openMail({ url: await mailServer(received), from: 'Hearth <hearth@example.com>' })
  expect(mail.enabled).toBe(true)
  const name = '<script>alert("小明")</script>'
  await mail.send({
    to: 'ada@example.com',
    subject: '貼文發佈失敗\r\nBcc: everyone@example.com',
    text: `Dear ${name}`,
    html: html`<p>Dear ${name}</p>
      ${[html`<a href="${'"https://x" onclick="'}">link</a>`]}`,
  })
  const letter = await simpleParser(received[0]?.source ?? '')
  expect(received[0]).toMatchObject({ recipients: ['ada@example.com'], signedInAs: 'hearth' })
  expect(letter.subject).toBe('貼文發佈失敗 Bcc: everyone@example.com')
  expect(letter.from?.text).toBe('"Hearth" <hearth@example.com>')
  expect(letter.text?.trim()).toBe(`Dear ${name}`)
  expect(String(letter.html).replace(/>\s+</g, '><')).toBe(
    '<p>Dear &#60;script&#62;alert(&#34;小明&#34;)&#60;/script&#62;</p><a href="&#34;https://x&#34; onclick=&#34;">link</a>',
  )
})

test('one letter goes to one address', async () => {
  const received: Received[] = []
  const mail = openMail({ url: await mailServer(received), from: 'hearth@example.com' })
  for (const to of ['ada@example.com, eve@example.com', 'Ada <ada@example.com>', 'nobody', 'a@b\r\nRCPT TO:<c@d>']) {
    await expect(mail.send({ to, subject: 'x', text: 'x' })).rejects.toThrow('not a single e-mail address')
  }
  expect(received).toEqual([])
})

test('without a server it says so, and a wrong password is an error', async () => {
  const off = openMail({ from: 'hearth@example.com' })
  expect(off.enabled).toBe(false)
  await expect(off.send({ to: 'ada@example.com', subject: 'x', text: 'x' })).rejects.toThrow('No mail server')
  const url = await mailServer([], 'another')
  await expect(openMail({ url, from: 'hearth@example.com' }).send({ to: 'ada@example.com', subject: 'x', text: 'x' })).rejects.toThrow(
    'Wrong password',
  )
})
