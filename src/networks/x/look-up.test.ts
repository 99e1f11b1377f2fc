import { afterEach, expect, test } from 'vitest'

import { publishing } from './publishing.ts'
import { answering, finish, first, live, picture, say, stagesUntil, standingClock, startJob, valueOf } from './test-stage.ts'

const stageWith = stagesUntil(afterEach)

test('a part is known again by its words, links, pictures and what it answers, however X writes them', async () => {
  const stage = await stageWith()
  const parts = [
    { text: '  Tea & <cake> 🫖\n\nhttps://Example.com/Å?a=1&b=2 and example.org/x, cafe\u0301  ', media: [picture('t')] },
    say('Same words'),
  ]
  const job = await finish(stage, await startJob(stage, { parts }))
  for (const [number, result] of [job.results['part 1'], job.results['part 2']].entries()) {
    const looked = await publishing.lookUp({ name: `part ${number + 1}`, final: true }, job, stage.environment())
    expect(looked).toEqual({ ok: true, value: { found: true, result } })
  }
  const other = { ...job, content: { ...job.content, parts: [{ text: parts[0]?.text ?? '', media: [] }, say('Same words')] } }
  expect(await publishing.lookUp(first, other, stage.environment())).toEqual({ ok: true, value: { found: false } })
})

test('an older post with the same words is not taken for it, nor is one that answers something else', async () => {
  const clock = standingClock()
  const stage = await stageWith({ now: clock.now })
  await finish(stage, await startJob(stage, { parts: [say('Good morning')] }, clock.now()))
  stage.standIn.act({ kind: 'reply', by: stage.profile.id, post: live(stage)[0]?.id ?? '', text: 'Good evening' })
  clock.pass(600)
  const morning = await startJob(stage, { parts: [say('Good morning')] }, clock.now())
  expect(await publishing.lookUp(first, morning, stage.environment())).toEqual({ ok: true, value: { found: false } })
  const evening = await startJob(stage, { parts: [say('Good evening')] }, clock.now().subtract({ seconds: 600 }))
  expect(await publishing.lookUp(first, evening, stage.environment())).toEqual({ ok: true, value: { found: false } })
})

test('looking for it reads as many pages as there are', async () => {
  const stage = await stageWith()
  const job = await startJob(stage, { parts: [say('The first of many')] })
  const made = valueOf(await publishing.perform(first, job, stage.environment()))
  for (let count = 0; count < 230; count += 1) stage.standIn.act({ kind: 'post', by: stage.profile.id, text: `Number ${count}` })
  expect(await publishing.lookUp(first, job, stage.environment())).toEqual({ ok: true, value: { found: true, result: made } })
})

test('looking for it proves nothing where a post differs in its links alone', async () => {
  const stage = await stageWith()
  const job = await startJob(stage, { parts: [say('News: https://example.com/1')] })
  stage.standIn.act({ kind: 'post', by: stage.profile.id, text: 'News: https://example.com/2' })
  expect(await publishing.lookUp(first, job, stage.environment())).toMatchObject({
    ok: false,
    trouble: { kind: 'unavailable', reason: { code: 'similar-post' } },
  })
})

test('looking for it proves nothing where the list admits gaps', async () => {
  const stage = await stageWith()
  const job = await startJob(stage, { parts: [say('Here?')] })
  for (const answer of [
    { meta: { result_count: 1 } },
    { meta: { result_count: 0 }, errors: [{ title: 'Not Found Error' }] },
    { data: [] },
  ]) {
    const fetch = answering(stage, /users/, () => Response.json(answer))
    expect(await publishing.lookUp(first, job, stage.environment({ fetch }))).toMatchObject({
      ok: false,
      trouble: { kind: 'unavailable' },
    })
  }
})
