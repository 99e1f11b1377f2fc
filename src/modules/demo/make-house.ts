import type { Around } from './make-accounts.ts'

/** How the brand wants to sound, what it answers again and again, and what it does about complaints, questions and praise. */
export async function makeHouse({ api, brandId, story: { house } }: Around): Promise<void> {
  for (const [index, rule] of house.rules.entries())
    await api.governance.addBrandRule({ brandId, ...rule, where: [...rule.where] }, { context: { idempotencyKey: `demo/rule/${index}` } })
  const answers: string[] = []
  for (const [index, { name, shortcut, texts }] of house.answers.entries()) {
    const input = { brandId, name, shortcut, texts: texts.map((text) => ({ ...text })) }
    const { id } = await api.inbox.createSavedAnswer(input, { context: { idempotencyKey: `demo/saved/${index}` } })
    answers.push(id)
  }
  for (const { meaning, steps, tone, answer } of house.playbooks) {
    const savedAnswerId = answer === undefined ? undefined : answers[answer]
    const input = { brandId, meaning, steps: steps.map((text) => ({ text })), tone, memberIds: [] }
    await api.inbox.keepPlaybook({ ...input, ...(savedAnswerId === undefined ? {} : { savedAnswerId }) })
  }
}
