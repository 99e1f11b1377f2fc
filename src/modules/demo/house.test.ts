import { expect, test } from 'vitest'

import { checkWritten, readyRules, wrongExamples } from '#contract/brand-rules'

import { stories } from './stories.ts'
import type { Story } from './story.ts'

/** What the brand says in a demo, and what it answers. */
function saidBy(story: Story): string[] {
  const written = [...story.plan, ...story.drafts, story.now, ...story.today]
  return [
    ...written.flatMap(({ parts, otherwise = {} }) => [...parts, ...Object.values(otherwise)]),
    ...story.evergreen.posts.flat(),
    ...story.house.answers.flatMap(({ texts }) => texts.map(({ text }) => text)),
  ]
}

test.each(Object.entries(stories))(
  'the story in %s keeps the rules of its own house, and each rule does what its examples say',
  (_, story) => {
    const rules = story.house.rules.map((rule, index) => ({ ...rule, id: String(index) }))
    expect(rules.map((rule) => wrongExamples(rule, rule.examples))).toEqual(rules.map(() => ({ finds: [], passes: [] })))
    const strict = readyRules(rules.filter(({ severity }) => severity !== 'advise'))
    const broken = saidBy(story).filter(
      (text) => checkWritten(strict, { where: 'posts', parts: [{ text, media: [] }], labelIds: [] }).length > 0,
    )
    expect(broken).toEqual([])
    expect(story.house.playbooks.every(({ answer = 0 }) => story.house.answers[answer] !== undefined)).toBe(true)
  },
)
