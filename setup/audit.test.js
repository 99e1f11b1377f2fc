import { expect, test } from 'vitest'

import { openAdvisories, reportIn } from './audit.js'

const high = { source: 1, name: 'kettle', severity: 'high', title: 'Boils over', url: 'https://github.com/advisories/GHSA-1111' }
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    kettle: { severity: 'high', via: [high] },
    teapot: { severity: 'high', via: ['kettle', high] },
    cup: { severity: 'moderate', via: [{ ...high, name: 'cup', severity: 'moderate', url: 'https://github.com/advisories/GHSA-2222' }] },
    tray: { severity: 'critical', via: [{ ...high, name: 'tray', severity: 'critical', url: 'https://github.com/advisories/GHSA-3333' }] },
  },
}

test('what is grave counts once each, until it is accepted, and again after the day it was accepted until', () => {
  const accepted = [{ id: 'GHSA-3333', reason: 'No tray is used.', until: '2026-12-31' }]
  expect(ids([], '2026-12-01')).toEqual(['GHSA-1111', 'GHSA-3333'])
  expect(ids(accepted, '2026-12-31')).toEqual(['GHSA-1111'])
  expect(ids(accepted, '2027-01-01')).toEqual(['GHSA-1111', 'GHSA-3333'])
})

test('an answer that is no report is none: an error of the registry, a page, nothing', () => {
  expect(reportIn(JSON.stringify(report))).toEqual(report)
  for (const output of ['', '<html></html>', '{"message":"request failed","error":{}}']) expect(reportIn(output)).toBeUndefined()
})

function ids(accepted, today) {
  return openAdvisories(report, { accepted, today }).map(({ id }) => id)
}
