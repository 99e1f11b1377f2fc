import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { Permission, permissions, Role } from '#contract/teams'
import { mayDo } from '#modules/teams'

import { procedures } from './test-contract.ts'

test.each(procedures)('$path says who may call it and what it does', ({ procedure, declared }) => {
  const { method, path } = procedure['~orpc'].route
  // What is asked may be longer than an address: then it is posted.
  expect(method).toMatch(declared.does === 'reads' ? /^(GET|POST)$/ : declared.does === 'creates' ? /^POST$/ : /^(POST|PUT|PATCH|DELETE)$/)
  expect(path).toMatch(/^\//)
})

test('only set-up, invitations and links for guests and to reports are open to people who are not signed in', () => {
  expect(procedures.length).toBeGreaterThan(150)
  const open = procedures.filter(({ declared }) => mayDo(undefined, declared.permission))
  expect(open.map(({ path }) => path)).toEqual([
    'teams.setupStatus',
    'teams.setUp',
    'teams.invitation',
    'teams.acceptInvitation',
    'governance.guestPage',
    'governance.guestApproval',
    'governance.guestDecide',
    'governance.guestComment',
    'reports.linked',
    'reports.linkedPdf',
  ])
})

test('the table that people read is what the server does', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'roles.md'), 'utf8')
  const [head, , ...rows] = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  expect(head?.slice(2)).toEqual(Role.options)
  const written = Object.fromEntries(rows.map(([permission = '', , ...marks]) => [permission, marks]))
  const asDone = Permission.options
    .filter((permission) => typeof permissions[permission] !== 'string')
    .map((permission) => [permission, Role.options.map((role) => (mayDo(role, permission) ? '✓' : '–'))])
  expect(written).toEqual(Object.fromEntries(asDone))
})

test('every permission but those kept for later is asked for by a procedure or a use case', () => {
  const asked = new Set(procedures.map(({ declared }) => declared.permission))
  const inUseCases: Permission[] = ['owners.manage']
  const forLater: Permission[] = ['signed-in', 'shared.read']
  expect(Permission.options.filter((permission) => !asked.has(permission))).toEqual(
    Permission.options.filter((permission) => [...inUseCases, ...forLater].includes(permission)),
  )
})

test('agents read, work in the inbox, and change nothing else but what is their own', () => {
  const allowed = procedures.filter(
    ({ declared: { permission, does } }) => does !== 'reads' && permissions[permission] !== 'anyone' && mayDo('agent', permission),
  )
  const elsewhere = allowed.filter(({ declared }) => declared.permission !== 'inbox.work')
  const own = ['turnOffTotp', 'renamePasskey', 'removePasskey', 'changeEmail', 'confirmEmail', 'endSession', 'endOtherSessions']
  expect(elsewhere.map(({ path }) => path)).toEqual([
    'teams.updateMe',
    ...own.map((name) => `signIn.${name}`),
    'notifications.markRead',
    'notifications.setPreferences',
    'notifications.addPushBrowser',
    'notifications.removePushBrowser',
    'governance.readDocument',
    'governance.confirmDocument',
    'governance.tickItem',
    'governance.dismissChecklist',
  ])
})

test('an owner may do everything, an admin all but what is for owners, and nobody what no permission names', () => {
  expect(Permission.options.filter((permission) => !mayDo('owner', permission))).toEqual([])
  const forOwners = Permission.options.filter((permission) => !mayDo('admin', permission))
  expect(forOwners).toEqual(['workspace.remove', 'sign-in.manage', 'owners.manage'])
  expect(Role.options.filter((role) => mayDo(role, 'posts.destroy') || mayDo(role, 'constructor'))).toEqual([])
})
