import { call } from '@orpc/server'
import { expect, test } from 'vitest'

import { openEvents } from '#kit/events'
import { openJobs } from '#kit/jobs'
import { openMail } from '#kit/mail'
import { memberJoined, teamsRouter, workOnTeams } from '#modules/teams'
import { testDatabase } from '#testing/database'
import { testMailServer } from '#testing/mail-server'
import { teamsNeeds } from '#testing/teams'
import { testWorkspace } from '#testing/workspace'

import { preferences } from './choices/preferences.ts'
import { setPreferences } from './choices/set-preferences.ts'
import { workOnNotifications } from './jobs.ts'
import { listNotices } from './list-notices.ts'
import { notifier } from './notify.ts'
import { onMemberJoined } from './on-member-joined.ts'
import { notificationNeeds } from './test-room.ts'

test('an invitation reaches its reader by mail, and the owner hears by mail that they joined', async () => {
  await using database = await testDatabase()
  await using mailServer = await testMailServer()
  const { db } = database
  const publicUrl = 'https://hearth.tea.example'
  const mail = openMail({ url: mailServer.url, from: 'Hearth <hearth@tea.example>' })
  const jobs = openJobs({ connection: database.url })
  const events = openEvents(jobs)
  const needs = teamsNeeds(db, { jobs, events, publicUrl, mail })
  workOnTeams(jobs, needs)
  workOnNotifications(jobs, notificationNeeds(db, { jobs, mail }))
  events.subscribe(memberJoined, 'notifications.tell-owners', (joined) => onMemberJoined({ db, notify: notifier(jobs) }, joined))
  await jobs.start()
  try {
    const { owner } = await testWorkspace(db)
    const { acting } = owner.call('')
    const before = await preferences(db, acting)
    const kinds = { ...before.kinds, 'member-joined': { inApp: true, email: 'at-once' as const, push: false } }
    await setPreferences(needs, owner.call('notifications.setPreferences'), { ...before, kinds })
    const router = teamsRouter(needs)
    const as = { context: { acting, headers: new Headers(), ip: '127.0.0.1' } }
    await call(router.invite, { email: 'kim@tea.example', role: 'agent' }, as)
    await expect.poll(() => mailServer.letters.map(({ to }) => to), { timeout: 10_000 }).toEqual(['kim@tea.example'])
    const token = /invitation\/([\w-]+)/.exec(mailServer.letters[0]?.text ?? '')?.[1] ?? ''
    await call(router.acceptInvitation, { token, name: 'Kim', password: 'keemun after the rain' }, as)
    await expect.poll(() => mailServer.letters.map(({ to }) => to), { timeout: 10_000 }).toEqual(['kim@tea.example', owner.email])
    expect(mailServer.letters[1]?.subject).toBe('Kim joined the workspace')
    expect(await listNotices(db, acting, { limit: 5 })).toMatchObject({ unread: 1, notices: [{ kind: 'member-joined' }] })
  } finally {
    await jobs.stop(2000)
  }
})
