import { expect, test } from 'vitest'

import { openMail } from '#kit/mail'
import { testMailServer } from '#testing/mail-server'

import { invitationLetter } from '../../modules/teams/letters.ts'

const hostile = 'Tea\r\nBcc: everyone@evil.example\r\nReply-To: eve@evil.example\r\n\r\n<img src=x onerror=ran()>'

test('names with line breaks add neither headers nor people to a letter, nor markup', async () => {
  await using server = await testMailServer()
  const mail = openMail({ url: server.url, from: 'Hearth <hearth@tea.example>' })
  const facts = { inviter: hostile, workspace: hostile, role: 'owner', url: 'https://hearth.tea.example/invitation/x' } as const
  await mail.send({ to: 'mei@tea.example', ...invitationLetter('en', facts) })
  const file = { fileName: `${hostile}.pdf`, mimeType: 'application/pdf', bytes: Buffer.from('%PDF') }
  await mail.send({ to: 'mei@tea.example', subject: hostile, text: hostile, attachments: [file] })
  expect(server.letters).toHaveLength(2)
  for (const letter of server.letters) {
    expect(letter.to).toBe('mei@tea.example')
    expect(letter.headers).not.toContain('bcc')
    expect(letter.headers).not.toContain('reply-to')
    expect(letter.subject).not.toMatch(/[\r\n]/)
    expect(letter.html).not.toContain('<img')
  }
  const [attached] = server.letters[1]?.files ?? []
  expect(attached?.mimeType).toBe('application/pdf')
  expect(Buffer.from(attached?.bytes ?? []).toString()).toBe('%PDF')
})
