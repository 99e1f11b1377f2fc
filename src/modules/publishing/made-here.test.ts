import { expect, test } from 'vitest'

import { madeHere } from './made-here.ts'
import { world } from './test-world.ts'

test('a post that one delivery made is taken for every other one on the account, and for nobody else', async () => {
  await using here = await world({ proof: 'token' })
  here.worker()
  const [post, other] = [await here.create('First'), await here.create('Second')]
  const made = await here.until(post, 'published')
  const others = await here.until(other, 'published')
  const externalIds = [made.external_id ?? '', 'of nobody']
  const ask = (changes: { except?: string; accountId?: string }) =>
    madeHere(here.db, { workspaceId: here.at.workspaceId, accountId: made.account_id, except: others.id, externalIds, ...changes })
  expect(await ask({})).toEqual(new Set([made.external_id]))
  expect(await ask({ except: made.id })).toEqual(new Set())
  expect(await madeHere(here.db, { workspaceId: here.at.workspaceId, accountId: made.account_id, externalIds })).toEqual(
    new Set([made.external_id]),
  )
  expect(await ask({ accountId: here.at.workspaceId })).toEqual(new Set())
})
