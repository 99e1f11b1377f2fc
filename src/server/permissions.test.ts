import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { contract } from '#contract'
import { Permission, permissions, Role } from '#contract/teams'
import { mayDo } from '#modules/teams'

const Declared = z.object({ permission: Permission, does: z.enum(['reads', 'changes', 'creates']) })
const procedures = proceduresOf(contract)

test('there are procedures to check', () => {
  expect(procedures.length).toBeGreaterThan(40)
})

test.each(procedures)('$path says who may call it and what it does', ({ procedure }) => {
  const declared = Declared.parse(procedure['~orpc'].meta)
  const { method, path } = procedure['~orpc'].route
  // What is asked may be longer than an address: then it is posted.
  expect(method).toMatch(declared.does === 'reads' ? /^(GET|POST)$/ : declared.does === 'creates' ? /^POST$/ : /^(POST|PUT|PATCH|DELETE)$/)
  expect(path).toMatch(/^\//)
})

test('only set-up, invitations and links to reports are open to people who are not signed in', () => {
  const open = procedures.filter(({ procedure }) => mayDo(undefined, Declared.parse(procedure['~orpc'].meta).permission))
  expect(open.map(({ path }) => path)).toEqual([
    'teams.setupStatus',
    'teams.setUp',
    'teams.invitation',
    'teams.acceptInvitation',
    'reports.linked',
    'reports.linkedPdf',
  ])
})

test('agents read, work in the inbox, and change nothing else but what is their own', () => {
  const allowed = procedures.filter(({ procedure }) => {
    const { permission, does } = Declared.parse(procedure['~orpc'].meta)
    return does !== 'reads' && permissions[permission] !== 'anyone' && mayDo('agent', permission)
  })
  const elsewhere = allowed.filter(({ procedure }) => Declared.parse(procedure['~orpc'].meta).permission !== 'inbox.work')
  expect(elsewhere.map(({ path }) => path)).toEqual(['teams.updateMe', 'notifications.markRead', 'notifications.setPreferences'])
})

test('an owner may do everything, and nobody what no permission names', () => {
  expect(Permission.options.filter((permission) => !mayDo('owner', permission))).toEqual([])
  expect(Role.options.map((role) => mayDo(role, 'posts.destroy'))).toEqual([false, false, false])
  expect(mayDo('owner', 'constructor')).toBe(false)
})

function proceduresOf(node: object, path: readonly string[] = []): { path: string; procedure: AnyContractProcedure }[] {
  if (isContractProcedure(node)) return [{ path: path.join('.'), procedure: node }]
  return Object.entries(node).flatMap(([name, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null ? proceduresOf(child, [...path, name]) : [],
  )
}
