// oxlint-disable no-restricted-imports -- what guests see is made as publishing makes it
import { expect, test } from 'vitest'

import { createPost } from '../../publishing/create-post.ts'
import { content } from '../../publishing/test-world.ts'
import { governed } from '../test-approvals.ts'
import { decideAsGuest } from './as-guest.ts'
import { decideAsMember } from './decide-as-member.ts'
import { listGuestLinks, revokeGuestLink } from './guest-links.ts'
import { guestPage } from './guest-page.ts'
import { removeGuest } from './guests.ts'
import { mailGuest } from './mail-guest.ts'

test('a link lets in one guest for so long, shows what is shared with them and nothing else, and decides nothing by being opened', async () => {
  await using at = await governed()
  const { here, needs, clock } = at
  const { owner, publisher } = here.at
  const [oolong, sencha] = here.accounts.map(({ id }) => id)
  const { guest, link, token, ip } = await at.client({ calendar: { accountIds: [oolong ?? ''] } })
  expect(new URL(link.url).pathname).toMatch(/^\/g\/[\w-]{32}$/)
  expect(JSON.stringify(await here.db.selectFrom('governance.guest_link').selectAll().execute())).not.toContain(token)
  await at.workflow([{ guests: [guest.id] }])
  const planned = { kind: 'at', local: '2027-01-05T09:30' } as const
  const post = await here.create('For the client', { when: planned })
  const create = (text: string, accountIds: (string | undefined)[]) =>
    createPost(here.needs, publisher.call('publishing.create'), {
      brandId: here.at.brandId,
      content: content(text),
      accountIds: accountIds.filter((id) => id !== undefined),
      when: planned,
    })
  await create('On another account', [sencha])
  const month = await guestPage(needs, { token, ip, month: '2027-01' })
  expect(month.calendar?.entries).toMatchObject([
    { firstLine: 'For the client', networks: ['tea'], state: 'asked', approvalId: (await at.of(post)).id },
  ])
  expect((await guestPage(needs, { token, ip, month: '2027-02' })).calendar?.entries).toEqual([])
  expect((await at.of(post)).state).toBe('open')
  // Another guest’s link shows none of it, and cannot decide.
  const other = await at.client()
  const approvalId = (await at.of(post)).id
  expect(await guestPage(needs, { token: other.token, ip })).toMatchObject({ waiting: [] })
  const decide = (by: string) => decideAsGuest(needs, { token: by, ip, approvalId, version: 1, verdict: 'approved', text: '' })
  await expect(decide(other.token)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    decideAsMember(needs, publisher.call('governance.decideApproval'), {
      approvalId,
      version: 1,
      verdict: 'approved',
      text: '',
      inPlace: false,
    }),
  ).rejects.toMatchObject({ code: 'OWN_POST' })

  await revokeGuestLink(needs, owner.call('governance.revokeGuestLink'), { linkId: link.id })
  await expect(decide(token)).rejects.toMatchObject({ code: 'LINK_OVER' })
  clock.advance({ hours: 30 * 24 })
  await expect(decide(other.token)).rejects.toMatchObject({ code: 'LINK_OVER' })
  await mailGuest(needs, { workspaceId: here.at.workspaceId, guestId: guest.id, kind: 'welcome', approvalIds: [] })
  expect(await listGuestLinks(needs, { ...at.brand, guestId: guest.id })).toEqual([])
  await removeGuest(needs, owner.call('governance.removeGuest'), { guestId: guest.id })
  for (let tries = 0; tries < 8; tries += 1) await expect(decide('made-up')).rejects.toMatchObject({ code: 'LINK_OVER' })
  await expect(decide('made-up')).rejects.toMatchObject({ code: 'TOO_MANY_TRIES' })
  await expect(guestPage(needs, { token: 'made-up', ip: '192.0.2.8' })).rejects.toMatchObject({ code: 'LINK_OVER' })
})
