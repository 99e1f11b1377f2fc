import { expect, test } from 'vitest'

import type { RuleContent } from '../rules-contract.ts'
import {
  addCategory,
  answerMessage,
  changeKept,
  content,
  correctDelivery,
  createPost,
  decideDelivery,
  inboxWorld,
  keepPost,
  listKept,
  movePosts,
  planCategory,
  said,
  savePost,
  schedulePost,
  type World,
  world,
} from '../test-governance.ts'
import { listBrandRules } from './brand-rules.ts'
import { addBrandRule, changeBrandRule, removeBrandRule, switchBrandRule } from './keep-brand-rule.ts'
import { startingRules } from './starting-rules.ts'
import { listStartingRules, takeStartingRules } from './take-starting-rules.ts'

const cheap: RuleContent = {
  name: 'No cheap tea',
  severity: 'block',
  where: ['posts', 'answers'],
  check: { kind: 'banned', words: ['cheap'], except: [], inflected: true },
  reason: 'Our tea is worth its price.',
  advice: 'Say “good value”.',
  examples: { finds: ['cheap tea'], passes: ['cheaply made'] },
}
const soon = { kind: 'at', local: '2099-01-01T09:00', timeZone: 'Asia/Taipei' } as const
const against = { code: 'AGAINST_RULES', data: { findings: [{ name: 'No cheap tea', words: 'Cheap', advice: 'Say “good value”.' }] } }

const add = (here: World, rule: Partial<RuleContent> = {}) =>
  addBrandRule(here.needs, here.at.owner.call('governance.addBrandRule'), { ...cheap, ...rule, brandId: here.at.brandId })
const call = (here: World, path: string) => here.at.publisher.call(`publishing.${path}`)
const draft = (here: World, text: string) =>
  createPost(here.needs, call(here, 'create'), { brandId: here.at.brandId, content: content(text), accountIds: ids(here) })
const ids = (here: World) => here.accounts.slice(0, 1).map(({ id }) => id)

test('what a rule blocks has no way out: planned, published now, moved, edited, corrected, sent again or kept to be said again', async () => {
  await using here = await world({ proof: 'token' })
  const { needs } = here
  const fine = await here.create('Good tea', { when: soon })
  const kept = await draft(here, 'Good tea')
  const out = await here.create('Fresh tea')
  here.worker()
  const delivery = await here.until(out, 'published')
  const rule = await add(here)
  await expect(here.create('Cheap tea', { when: soon })).rejects.toMatchObject(against)
  await expect(here.create('Cheap tea')).rejects.toMatchObject(against)
  const post = await draft(here, 'Cheap tea')
  const { id: postId, revision } = post
  await expect(schedulePost(needs, call(here, 'schedule'), { postId, revision, when: { kind: 'now' } })).rejects.toMatchObject(against)
  const { results } = await movePosts(needs, call(here, 'moveMany'), { posts: [{ postId, revision, when: soon }] })
  expect(results).toMatchObject([{ ok: false, code: 'AGAINST_RULES' }])
  const edit = { postId: fine.id, revision: fine.revision, content: content('Cheap tea'), accountIds: ids(here) }
  await expect(savePost(needs, call(here, 'save'), edit)).rejects.toMatchObject(against)
  const correction = { deliveryId: delivery.id, texts: ['Cheap tea'] }
  await expect(correctDelivery(needs, call(here, 'correct'), correction)).rejects.toMatchObject(against)
  // Missed, rewritten, and then sent after all.
  await here.db
    .updateTable('publishing.delivery')
    .set({ state: 'missed', next_try_at: null, reason: JSON.stringify({ code: 'too-late' }) })
    .where('post_id', '=', fine.id)
    .execute()
  const missed = await savePost(needs, call(here, 'save'), edit)
  const again = { deliveryId: missed.deliveries[0]?.id ?? '', decision: 'send-now' } as const
  await expect(decideDelivery(needs, call(here, 'decide'), again)).rejects.toMatchObject(against)
  // An alt text, a title: whatever people read.
  await switchBrandRule(needs, here.at.owner.call('governance.switchBrandRule'), { ruleId: rule.id, on: false })
  expect(await here.create('Cheap tea', { when: soon })).toMatchObject({ state: 'scheduled' })
  const wanted = { brandId: here.at.brandId, name: 'Tips', accountIds: ids(here), slots: ['2T09:30'], leastDays: 1 }
  const { id: categoryId } = await addCategory(needs, call(here, 'addCategory'), wanted)
  const { id: keptId } = await keepPost(needs, call(here, 'keepPost'), { categoryId, postId })
  await switchBrandRule(needs, here.at.owner.call('governance.switchBrandRule'), { ruleId: rule.id, on: true })
  // Kept before the rule was: passed over, with the reason.
  const { workspaceId } = here.at
  await planCategory(needs, { workspaceId, categoryId }, Temporal.Now.instant())
  expect(await listKept(needs, { workspaceId, categoryId }, Temporal.Now.instant())).toMatchObject([
    { trouble: { skipped: true, code: 'AGAINST_RULES', names: ['No cheap tea'] } },
  ])
  await expect(keepPost(needs, call(here, 'keepPost'), { categoryId, postId })).rejects.toMatchObject(against)
  const wordings = [content('Cheap tea')]
  await expect(changeKept(needs, call(here, 'changeKept'), { keptId, wordings, takeOff: false })).rejects.toMatchObject(against)
  expect(await keepPost(needs, call(here, 'keepPost'), { categoryId, postId: kept.id })).toHaveProperty('id')
})

test('a warning waits until a member confirms it; it is written down who did, and asked once for the same words', async () => {
  await using here = await world({ proof: 'token' })
  const { needs } = here
  const { id: ruleId } = await add(here, { severity: 'warn' })
  await add(here, { severity: 'advise', name: 'Only advice', check: { kind: 'emoji', most: 0 }, examples: { finds: [], passes: [] } })
  const claim: RuleContent['check'] = { kind: 'claim', words: ['No. 1'], proven: [{ phrase: 'No. 1 in Pinglin', proof: 'Tea award 2026' }] }
  const proof = await add(here, { severity: 'warn', name: 'Proof', check: claim, examples: { finds: [], passes: ['No. 1 in Pinglin'] } })
  const { id: postId, revision } = await draft(here, 'Cheap tea 🍵, the No. 1')
  const schedule = (confirmed: { ruleId: string; note: string }[], at = revision) =>
    schedulePost(needs, call(here, 'schedule'), { postId, revision: at, when: soon, confirmed })
  await expect(schedule([])).rejects.toMatchObject({
    code: 'CONFIRM_RULES',
    data: { findings: [{ ruleId }, { ruleId: proof.id, kind: 'claim' }] },
  })
  const seen = { ruleId, note: '' }
  await expect(schedule([seen, { ruleId: proof.id, note: '' }])).rejects.toMatchObject({ data: { findings: [{ name: 'Proof' }] } })
  const planned = await schedule([seen, { ruleId: proof.id, note: 'Tea award 2026' }])
  const audit = await here.db
    .selectFrom('teams.audit')
    .select(['actor_name', 'detail'])
    .where('action', '=', 'governance.confirmRule')
    .orderBy('at')
    .execute()
  expect(audit).toEqual([
    { actor_name: 'The publisher', detail: { rule: 'No cheap tea', words: 'Cheap', note: '' } },
    { actor_name: 'The publisher', detail: { rule: 'Proof', words: 'No. 1', note: 'Tea award 2026' } },
  ])
  const moved = await schedule([], planned.revision)
  expect(moved).toMatchObject({ state: 'scheduled' })
  const other = {
    postId,
    revision: moved.revision,
    content: content('Cheap tea, cheaply, cheaper, cheapened; cheaps'),
    accountIds: ids(here),
  }
  await expect(savePost(needs, call(here, 'save'), other)).rejects.toMatchObject({ data: { findings: [{ words: 'cheaps' }] } })
})

test('answers are held to the rules that hold for answers', async () => {
  await using at = await inboxWorld()
  await add(at.here)
  await add(at.here, {
    name: 'Posts only',
    where: ['posts'],
    check: { ...cheap.check, kind: 'banned', words: ['discount'], except: [], inflected: true },
    examples: { finds: [], passes: [] },
  })
  await at.arrive(said('1', 'Is it expensive?'))
  const [thread] = (await at.threads()).threads
  const [message] = (await at.thread(thread?.id ?? '')).items
  const answer = (text: string) => answerMessage(at.needs, at.here.at.agent.call('inbox.answer'), { messageId: message?.id ?? '', text })
  await expect(answer('Cheap tea')).rejects.toMatchObject(against)
  expect(await answer('There is a discount')).toMatchObject({ state: 'done' })
})

test('a rule that its own examples contradict is not kept; the starting set is, and is the brand’s own', async () => {
  await using here = await world({ proof: 'token' })
  const { needs, at } = here
  const wrong = { code: 'EXAMPLES_FAIL', data: { finds: [], passes: ['very cheap'] } }
  await expect(add(here, { examples: { finds: ['cheap'], passes: ['very cheap'] } })).rejects.toMatchObject(wrong)
  const rule = await add(here)
  const change = {
    ...cheap,
    ruleId: rule.id,
    check: { ...rule.check, kind: 'banned' as const, words: ['bargain'], except: [], inflected: true },
  }
  await expect(changeBrandRule(needs, at.owner.call('governance.changeBrandRule'), change)).rejects.toMatchObject({ code: 'EXAMPLES_FAIL' })
  const starters = startingRules.flatMap(({ rules }) => rules.map(({ starter }) => starter))
  const owner = at.owner.call('governance.takeStartingRules')
  await takeStartingRules(needs, owner, { brandId: at.brandId, starters })
  await takeStartingRules(needs, owner, { brandId: at.brandId, starters })
  const of = { workspaceId: at.workspaceId, brandId: at.brandId }
  const all = await listBrandRules(here.db, of)
  expect(all).toHaveLength(starters.length + 1)
  expect((await listStartingRules(here.db, of)).every(({ taken }) => taken)).toBe(true)
  // Each does what its own examples say: taken over, it can be saved again.
  for (const { id: ruleId, brandId: _, on: __, starter: ___, ...each } of all)
    await changeBrandRule(needs, at.owner.call('governance.changeBrandRule'), { ...each, ruleId })
  await removeBrandRule(needs, at.owner.call('governance.removeBrandRule'), { ruleId: rule.id })
  expect(await listBrandRules(here.db, of)).toHaveLength(starters.length)
})
