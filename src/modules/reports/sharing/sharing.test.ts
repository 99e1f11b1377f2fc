import { expect, test } from 'vitest'

import { readPdf } from '../document/test-read-pdf.ts'
import { finishRun } from '../finish-run.ts'
import { makeRun } from '../make-run.ts'
import { reportsWorld } from '../test-reports.ts'
import { createLink, revokeLink } from './create-link.ts'
import { listLinks } from './links.ts'
import { openLink, pdfOfLink } from './open-link.ts'

test('a link shows its run for so long, or with its password, until it is taken back, and nothing else', async () => {
  await using world = await reportsWorld()
  const { at, needs, clock } = world
  const { workspaceId, publisher } = at
  const report = await world.begin('care')
  const { id: runId } = await makeRun(needs, publisher.call('reports.make'), { reportId: report.id })
  const link = (wanted: { days?: number; password?: string }) =>
    createLink(needs, publisher.call('reports.createLink', wanted, 'once'), { runId, ...wanted })
  await expect(link({ days: 7 })).rejects.toMatchObject({ code: 'NOT_MADE' })
  await finishRun(needs, { workspaceId, runId }, AbortSignal.timeout(60_000))

  const short = await createLink(needs, publisher.call('reports.createLink'), { runId, days: 7 })
  const open = (url: string, password?: string, ip = '192.0.2.7') =>
    openLink(needs, { token: url.slice(url.lastIndexOf('/') + 1), ip, ...(password === undefined ? {} : { password }) })
  expect(new URL(short.url).pathname).toMatch(/^\/r\/[\w-]{32}$/)
  expect(await open(short.url)).toMatchObject({ content: { title: 'Care in October' }, expiresAt: '2026-11-27T03:00:00.000Z' })
  clock.set('2026-11-27T03:00:00Z')
  await expect(open(short.url)).rejects.toMatchObject({ code: 'LINK_OVER' })
  await expect(open('https://hearth.tea.example/r/unheard-of')).rejects.toMatchObject({ code: 'LINK_OVER' })

  const secret = 'oolong after rain'
  const locked = await link({ password: secret })
  // A repeated call finds the link that is there.
  expect((await link({ password: secret })).url).toBe(locked.url)
  const kept = await needs.db.selectFrom('reports.link').selectAll().where('id', '=', locked.id).executeTakeFirstOrThrow()
  const idempotent = await needs.db.selectFrom('teams.idempotency').selectAll().execute()
  expect(JSON.stringify([kept, idempotent])).not.toContain(secret)
  expect(JSON.stringify([kept, idempotent])).not.toContain(locked.url.slice(-32))
  await expect(open(locked.url)).rejects.toMatchObject({ code: 'PASSWORD_NEEDED' })
  expect(await open(locked.url, secret)).toMatchObject({ content: { title: 'Care in October' } })
  const token = locked.url.slice(-32)
  expect(
    (await readPdf(await (await pdfOfLink(needs, { token, password: secret, ip: '192.0.2.7' })).bytes())).pages.length,
  ).toBeGreaterThan(0)
  for (let tries = 0; tries < 10; tries += 1) await expect(open(locked.url, 'wrong')).rejects.toMatchObject({ code: 'WRONG_LINK_PASSWORD' })
  await expect(open(locked.url, secret)).rejects.toMatchObject({ code: 'TOO_MANY_TRIES' })
  expect(await open(locked.url, secret, '192.0.2.8')).toHaveProperty('content')

  expect(await listLinks(needs, { workspaceId, runId })).toMatchObject([{ id: locked.id, url: locked.url, password: true, opened: 2 }])
  await revokeLink(needs, publisher.call('reports.revokeLink'), { linkId: locked.id })
  await expect(open(locked.url, secret)).rejects.toMatchObject({ code: 'LINK_OVER' })
  expect(await listLinks(needs, { workspaceId, runId })).toEqual([])
}, 30_000)
