import { type AnyContractProcedure, isContractProcedure } from '@orpc/contract'
import { implement } from '@orpc/server'
import { expect, test } from 'vitest'
import { z } from 'zod'

import { contract } from '#contract'
import { procedure } from '#kit/contract'
import { openLog } from '#kit/log'

import { mountApi } from '../api.ts'
import { bareServer } from '../bare-server.ts'

const inputs = schemasOf(contract)

test('no input of the contract takes what it does not name', () => {
  expect(inputs.length).toBeGreaterThan(150)
  expect(isLoose(z.toJSONSchema(z.object({ inside: z.array(z.looseObject({ name: z.string() })) })))).toBe(true)
  expect(inputs.filter(({ schema }) => isLoose(schema)).map(({ path }) => path)).toEqual([])
})

test('nobody says in an input which workspace, login or author something is of; roles are given where roles are given', () => {
  expect(whereNamed(/^(workspaceId|loginId|userId|authorId|createdBy|createdAt|keyHash|tokenHash|passwordHash|demo|via)$/)).toEqual([
    // What the audit log is searched by.
    'teams.audit',
    'teams.auditExport',
  ])
  expect(whereNamed(/^(role|grants)$/)).toEqual(['teams.changeRole', 'teams.invite', 'teams.createApiKey', 'signIn.setSso'])
})

test('what is added to a request is dropped before a use case sees it', async () => {
  const seen: unknown[] = []
  const rename = procedure({ permission: 'anyone', does: 'changes' })
    .route({ method: 'PATCH', path: '/rename' })
    .input(z.object({ name: z.string(), inside: z.object({ colour: z.string() }) }))
  const app = bareServer({ trustProxy: false })
  mountApi(app, {
    router: { rename: implement({ rename }).rename.handler(({ input }) => void seen.push(input)) },
    contextOf: async () => ({ headers: new Headers(), ip: '192.0.2.1' }),
    isOneTooMany: async () => false,
    log: openLog({ level: 'silent' }),
  })
  const asked = { name: 'Tea', role: 'owner', workspaceId: 'another', inside: { colour: 'rose', id: 'another' } }
  const polluting = JSON.stringify(asked).replace('{', '{"__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}},')
  const headers = { 'content-type': 'application/json' }
  await app.inject({ method: 'PATCH', url: '/api/v1/rename?role=owner&workspaceId=another', headers, payload: polluting })
  await app.inject({ method: 'POST', url: '/api/rpc/rename', headers, payload: `{"json":${polluting}}` })
  const kept = { name: 'Tea', inside: { colour: 'rose' } }
  expect(seen).toEqual([kept, kept])
  expect(Object.keys(Object.prototype)).not.toContain('role')
  expect(({} as Record<string, unknown>)['role']).toBeUndefined()
})

function schemasOf(node: object, path: readonly string[] = []): readonly { readonly path: string; readonly schema: unknown }[] {
  if (isContractProcedure(node)) return [{ path: path.join('.'), schema: schemaOf(node) }]
  return Object.entries(node).flatMap(([name, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null ? schemasOf(child, [...path, name]) : [],
  )
}

function schemaOf(asked: AnyContractProcedure): unknown {
  const schema = asked['~orpc'].inputSchema
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) : {}
}

const Node = z.looseObject({
  type: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
})

/** An object that takes any field: it forbids none and names none, or says so. */
function isLoose(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(isLoose)
  const node = Node.safeParse(schema).data
  if (!node) return false
  const more = node.additionalProperties
  const takesAny = more === true || (typeof more === 'object' && more !== null && Object.keys(more).length === 0)
  return takesAny || (node.type === 'object' && more === undefined && !node.properties) || Object.values(node).some(isLoose)
}

function whereNamed(field: RegExp): readonly string[] {
  return inputs.filter(({ schema }) => namesIn(schema).some((name) => field.test(name))).map(({ path }) => path)
}

function namesIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn)
  const node = Node.safeParse(schema).data
  return node ? [...Object.keys(node.properties ?? {}), ...Object.values(node).flatMap(namesIn)] : []
}
