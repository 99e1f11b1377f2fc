import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { contract } from '#contract'
import { Permission, permissions, Reach, Role } from '#contract/teams'
import { mayDo } from '#modules/teams'

const Declared = z.object({ permission: Permission, does: z.enum(['reads', 'changes', 'creates']), reach: Reach })
const procedures = proceduresOf(contract)

test.each(procedures)('$path says who may call it and what it does', ({ procedure }) => {
  const declared = Declared.parse(procedure['~orpc'].meta)
  const { method, path } = procedure['~orpc'].route
  // What is asked may be longer than an address: then it is posted.
  expect(method).toMatch(declared.does === 'reads' ? /^(GET|POST)$/ : declared.does === 'creates' ? /^POST$/ : /^(POST|PUT|PATCH|DELETE)$/)
  expect(path).toMatch(/^\//)
})

test('only set-up, invitations and links for guests and to reports are open to people who are not signed in', () => {
  expect(procedures.length).toBeGreaterThan(150)
  const open = procedures.filter(({ procedure }) => mayDo(undefined, Declared.parse(procedure['~orpc'].meta).permission))
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
  const asked = new Set(procedures.map(({ procedure }) => Declared.parse(procedure['~orpc'].meta).permission))
  const inUseCases: Permission[] = ['owners.manage']
  const forLater: Permission[] = ['signed-in', 'shared.read']
  expect(Permission.options.filter((permission) => !asked.has(permission))).toEqual(
    Permission.options.filter((permission) => [...inUseCases, ...forLater].includes(permission)),
  )
})

test('agents read, work in the inbox, and change nothing else but what is their own', () => {
  const allowed = procedures.filter(({ procedure }) => {
    const { permission, does } = Declared.parse(procedure['~orpc'].meta)
    return does !== 'reads' && permissions[permission] !== 'anyone' && mayDo('agent', permission)
  })
  const elsewhere = allowed.filter(({ procedure }) => Declared.parse(procedure['~orpc'].meta).permission !== 'inbox.work')
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

function proceduresOf(node: object, path: readonly string[] = []): { path: string; procedure: AnyContractProcedure }[] {
  if (isContractProcedure(node)) return [{ path: path.join('.'), procedure: node }]
  return Object.entries(node).flatMap(([name, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null ? proceduresOf(child, [...path, name]) : [],
  )
}
