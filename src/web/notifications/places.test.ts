import { globSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { NoticeKind } from '#contract/notifications'

/** The page of each kind, as the code writes it that tells of it. */
const places: Readonly<Record<NoticeKind, readonly string[]>> = {
  'post-rejected': ['`/posts/${row.post_id}`'],
  'post-needs-a-person': ['`/posts/${row.post_id}`'],
  'post-missed': ['`/posts/${row.post_id}`'],
  'post-left-out': ['`/posts/${row.post_id}`'],
  'note-mention': ['threadPage(threadId)'],
  'account-signed-out': ["'/settings/accounts'"],
  'member-joined': ["'/settings/members'"],
  'rule-alert': ['threadPage(message.threadId)'],
  'thread-due-soon': ['threadPage(id)'],
  'thread-overdue': ['threadPage(id)'],
  'must-know': ['threadPage(threadId)'],
  'unusual-figures': ['`/analytics/of/account/${account.accountId}?period=custom&from=${on}&to=${on}`'],
  'report-failed': ['`/analytics/reports/${report.id}`', '`/analytics/reports/${run.report_id}`'],
  'crisis-began': ['`/crisis/${row.id}`'],
  'crisis-urgent': ['`/crisis/${row.id}`'],
  'crisis-proposed': ["'/crisis'"],
  training: ['`/settings/training/${document.id}`'],
  'approval-asked': ['`/approvals/${request.id}`'],
  'approval-given': ['`/approvals/${request.id}`'],
  'approval-refused': ['`/approvals/${request.id}`'],
  'approval-due': ['`/approvals/${request.id}`'],
  'approval-late': ['`/approvals/${request.id}`'],
  'approval-comment': ['`/approvals/${request.id}`'],
  'hook-off': ["'/settings/hooks'"],
}

const told = globSync('src/modules/**/*.ts')
  .filter((path) => !path.includes('.test.'))
  .map((path) => readFileSync(path, 'utf8'))
  .filter((source) => /\bkey: [`'\w]/.test(source) && /\bhref: [`']|\bhref: threadPage\(/.test(source))
  .flatMap((source) => [...source.matchAll(/\bhref: (`[^`]*`|'[^']*'|threadPage\([\w.]+\))/g)].map(([, href = '']) => href))

test('every page that a notice leads to is one of these, and the other way round', () => {
  expect([...new Set(told)].toSorted()).toEqual([...new Set(Object.values(places).flat())].toSorted())
})

test.each(NoticeKind.options)('a notice of %s opens a page that there is', (kind) => {
  const routes = routePatterns()
  for (const place of places[kind]) {
    const path = place
      .replace(/^threadPage\(.*\)$/, '/inbox?thread=7')
      .replace(/^[`']|[`']$/g, '')
      .replaceAll(/\$\{[^}]*\}/g, '7')
      .replace(/\?.*$/, '')
    expect(routes.filter((route) => route.test(path))).not.toEqual([])
  }
})

test('a page that there is not counts as none', () => {
  expect(routePatterns().some((route) => route.test('/post/7'))).toBe(false)
})

/** The routes of the page as they are written: a part with a dollar stands for anything. */
function routePatterns(): RegExp[] {
  const source = readFileSync('src/web/frame/routes.tsx', 'utf8')
  const above: Readonly<Record<string, string>> = { root: '', inside: '', analytics: '/analytics', settings: '/settings' }
  const found = [...source.matchAll(/getParentRoute: \(\) => (\w+),\s*path: '([^']+)'/g)]
  return found.map(([, parent = '', path = '']) => {
    const whole = `${above[parent] ?? '/?'}/${path.replace(/^\//, '')}`.replace(/(?<=.)\/$/, '')
    return new RegExp(`^${whole.replaceAll(/\$\w+/g, '[^/]+')}$`)
  })
}
