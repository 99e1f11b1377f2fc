import { z } from 'zod'

import { sumOf } from '../known-figures.ts'
import type { AudienceGroup, AudienceInsights } from '../network.ts'
import { calling, notAllowed } from './insights-calls.ts'
import { isOrganization } from './session.ts'

/** By LinkedIn's tables of standardized data; their numbers do not change. */
const seniorities = ['Unpaid', 'Training', 'Entry', 'Senior', 'Manager', 'Director', 'VP', 'CXO', 'Partner', 'Owner']
const functions = [
  'Accounting',
  'Administrative',
  'Arts and Design',
  'Business Development',
  'Community & Social Services',
  'Consulting',
  'Education',
  'Engineering',
  'Entrepreneurship',
  'Finance',
  'Healthcare Services',
  'Human Resources',
  'Information Technology',
  'Legal',
  'Marketing',
  'Media & Communications',
  'Military & Protective Services',
  'Operations',
  'Product Management',
  'Program & Product Management',
  'Purchasing',
  'Quality Assurance',
  'Real Estate',
  'Research',
  'Sales',
  'Support',
]

const countsSchema = z.object({ organicFollowerCount: z.number().optional(), paidFollowerCount: z.number().optional() })
const answerSchema = z.object({
  elements: z.array(
    z.object({
      followerCountsBySeniority: z.array(z.object({ seniority: z.string(), followerCounts: countsSchema })).default([]),
      followerCountsByFunction: z.array(z.object({ function: z.string(), followerCounts: countsSchema })).default([]),
    }),
  ),
})

/** Of organizations alone. Places and industries are told by numbers whose names are in an interface of their own, so they are left out. */
export const audience: AudienceInsights = {
  source: 'organizationalEntityFollowerStatistics',
  everyHours: 7 * 24,
  read: async (access, environment) => {
    if (!isOrganization(access)) return notAllowed
    const calls = calling(access, environment)
    const query = { q: 'organizationalEntity', organizationalEntity: access.externalId }
    const read = await calls.read({ path: 'rest/organizationalEntityFollowerStatistics', query }, answerSchema)
    if (!read.ok) return read
    const groups = read.value.elements.flatMap(({ followerCountsBySeniority, followerCountsByFunction }) => [
      ...followerCountsBySeniority.flatMap((each) => group('seniority', seniorities[numberIn(each.seniority) - 1], each.followerCounts)),
      ...followerCountsByFunction.flatMap((each) => group('function', functions[numberIn(each.function) - 1], each.followerCounts)),
    ])
    return { ok: true, value: { groups, ...calls.used() } }
  },
}

function numberIn(urn: string): number {
  return Number(urn.split(':').at(-1))
}

function group(by: AudienceGroup['by'], key: string | undefined, counts: z.infer<typeof countsSchema>): readonly AudienceGroup[] {
  const value = sumOf(counts.organicFollowerCount, counts.paidFollowerCount ?? 0)
  return key === undefined || value === undefined ? [] : [{ by, key, value, unit: 'people' }]
}
