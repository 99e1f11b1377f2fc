import { expect, test } from 'vitest'

import { testDatabase } from '#testing/database'
import { teamsNeeds, testSecretKey } from '#testing/teams'

import { listAudit } from './audit/list-audit.ts'
import { setUp } from './set-up.ts'
import { setupCodeOf } from './setup-code.ts'
import { setupStatus } from './setup-status.ts'

const input = {
  name: 'Mei Lin',
  email: 'mei@tea.example',
  password: 'oolong-at-dawn-42',
  workspaceName: 'Tea House',
  brand: { name: 'Tea House', language: 'en', timeZone: 'Asia/Taipei' },
  language: 'en',
} as const

test('the first visitor becomes owner of a workspace with a brand, and no second one does', async () => {
  await using database = await testDatabase()
  const needs = teamsNeeds(database.db)
  expect(await setupStatus(needs)).toEqual({ needed: true, codeRequired: false, mail: false, sso: false })
  const { workspaceId } = await setUp(needs, { input, ip: '127.0.0.1' })
  expect(await setupStatus(needs)).toMatchObject({ needed: false })
  await expect(setUp(needs, { input: { ...input, email: 'other@tea.example' }, ip: '127.0.0.1' })).rejects.toMatchObject({
    code: 'ALREADY_SET_UP',
  })
  const { entries } = await listAudit(database.db, { workspaceId, limit: 10 })
  expect(entries).toMatchObject([{ action: 'teams.setUp', actor: { name: 'Mei Lin', via: 'web' }, subject: { kind: 'workspace' } }])
})

test('of five who set up at the same moment one succeeds', async () => {
  await using database = await testDatabase()
  const needs = teamsNeeds(database.db)
  const tries = Array.from({ length: 5 }, (_, turn) =>
    setUp(needs, { input: { ...input, email: `mei${turn}@tea.example` }, ip: '127.0.0.1' }),
  )
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(outcomes.filter(({ status }) => status === 'rejected').map((outcome) => 'reason' in outcome && outcome.reason.code)).toEqual(
    Array.from({ length: 4 }, () => 'ALREADY_SET_UP'),
  )
  expect(await database.db.selectFrom('teams.login').select('email').execute()).toHaveLength(1)
})

test('where a code is asked for, it must be right; guessing ends after ten tries, for the guesser alone', async () => {
  await using database = await testDatabase()
  const setupCode = setupCodeOf(testSecretKey)
  const needs = teamsNeeds(database.db, { setupCode })
  const from = (ip: string, code?: string) => setUp(needs, { input: { ...input, code }, ip })
  await expect(from('203.0.113.5')).rejects.toMatchObject({ code: 'WRONG_CODE' })
  const guesses = await Promise.allSettled(Array.from({ length: 14 }, () => from('203.0.113.5', 'AAAA-AAAA')))
  const codes = guesses.map((outcome) => 'reason' in outcome && outcome.reason.code)
  expect(codes.filter((code) => code === 'WRONG_CODE')).toHaveLength(9)
  expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(5)
  await expect(from('203.0.113.5', setupCode)).rejects.toMatchObject({ code: 'TOO_MANY_TRIES' })
  await expect(from('192.0.2.1', setupCode.toLowerCase().replace('-', ' '))).resolves.toHaveProperty('workspaceId')
})

test('a weak password is refused and nothing is kept', async () => {
  await using database = await testDatabase()
  const needs = teamsNeeds(database.db)
  await expect(setUp(needs, { input: { ...input, password: 'TeaHouse2026!' }, ip: '127.0.0.1' })).rejects.toMatchObject({
    code: 'WEAK_PASSWORD',
  })
  expect(await setupStatus(needs)).toMatchObject({ needed: true })
})
