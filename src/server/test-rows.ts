import { randomUUID } from 'node:crypto'

import { sql } from 'kysely'

import type { Db } from '#kit/database'

/** Ids by the names that the contract has for them, of things of one account in one brand. */
export type Rows = Readonly<Record<string, string>>

interface Where {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountId: string
  readonly memberId: string
  /** Stands in every text of every row. */
  readonly mark: string
}

/** A row of every kind that stands in a brand, and on an account of it. */
export async function addRows(db: Db, where: Where): Promise<Rows> {
  return { ...(await addBrandRows(db, where)), ...(await addAccountRows(db, where)) }
}

/** What belongs to the brand as a whole. */
async function addBrandRows(db: Db, where: Where): Promise<Rows> {
  const { put, ids } = writer(db, where)
  const { mark } = where
  const file = { sha256: mark, file_name: mark, title: mark, words: mark, mime_type: 'image/png', bytes: 1, width: 1, height: 1 }
  const mediaId = await put('media.item', 'mediaId', { ...file, created_at: at })
  const folderId = await put('media.folder', 'folderId', { name: mark })
  const upload = { member_id: where.memberId, file_name: mark, bytes: 1, state: 'receiving', created_at: at, touched_at: at }
  await put('media.upload', 'uploadId', upload)
  await put('strategy.campaign', 'campaignId', { name: mark, colour: 'teal' })
  await put('strategy.label', 'labelId', { name: mark, colour: 'teal' })
  await put('strategy.hashtag_group', 'groupId', { name: mark, tags: [mark] })
  await put('publishing.note', 'publishing.noteId', { day: '2026-11-24', text: mark, colour: 'teal' })
  await put('links.domain', 'domainId', { host: `${mark}.example` })
  await put('links.preset', 'presetId', { network: mark, source: mark, medium: mark, campaign: mark, term: '', content: '' })
  const linkId = await put('links.link', 'links.linkId', { code: mark, chosen: true, title: mark, target: `https://tea.example/${mark}` })
  const site = { name: mark, key: mark, origins: [`https://${mark}.example`], erasure_key: Buffer.alloc(32) }
  const siteId = await put('links.conversion_site', 'siteId', site)
  const conversion = { site_id: siteId, external_id: mark, stage: 'lead', at, source: 'hand', judged_at: at, link_id: linkId }
  await put('links.conversion', 'conversionId', conversion)
  await put('links.cost', 'costId', { kind: 'ads', name: mark, month: '2026-11-01', amount: 1, currency: 'EUR' })
  const savedAnswerId = await put('inbox.saved_answer', 'savedAnswerId', { name: mark, texts: [{ language: 'en', text: mark }] })
  await put('inbox.rule', 'ruleId', { name: mark, place: 1, stops: false, conditions: {}, actions: {} })
  await put('inbox.saved_view', 'viewId', { member_id: where.memberId, shared: true, name: mark, filter: { state: 'open' }, place: 1 })
  const steps = [{ id: randomUUID(), text: mark }]
  await put('inbox.playbook', '', { meaning: 'complaint', steps, tone: mark, member_ids: [], saved_answer_id: savedAnswerId })
  const reportId = await put('reports.report', 'reportId', { name: mark, definition: definition(mark) })
  const run = { report_id: reportId, occasion: mark, by_schedule: false, seen_from: at, state: 'failed', message: mark }
  const runId = await put('reports.run', 'runId', run)
  await put('reports.link', 'reports.linkId', { brand_id: undefined, run_id: runId, token_hash: mark, expires_at: later })
  const crisis = { rehearsal: true, reason: mark, answers: 'allowed', playbook, began_by_name: mark, ended_at: at, ended_by_name: mark }
  await put('governance.crisis', 'crisisId', crisis)
  await put('governance.crisis_proposal', 'proposalId', { at, facts: { messages: 1, usualMessages: 1, complaints: 1, usualComplaints: 1 } })
  const looksFor = { kind: 'banned', words: [mark], except: [], inflected: true }
  const brandRule = { severity: 'advise', places: ['posts'], looks_for: looksFor, reason: mark, advice: mark, is_on: true }
  await put('governance.brand_rule', 'governance.ruleId', { name: mark, ...brandRule, examples: { finds: [], passes: [] } })
  const workflow = { name: mark, account_ids: [], label_ids: [], posts: true, answers: false, steps: [{ ...step, name: mark }] }
  await put('governance.workflow', 'workflowId', { ...workflow, skip_roles: [], skip_members: [] })
  const guestId = await put('governance.guest', 'guestId', { name: mark, email: `${mark}@tea.example`, language: 'en' })
  await put('governance.guest_link', 'governance.linkId', { brand_id: undefined, guest_id: guestId, token_hash: mark, expires_at: later })
  const same = { brandId: where.brandId, thumbMediaId: mediaId, logoMediaId: mediaId, parentId: folderId, saved: savedAnswerId }
  return { ...ids, ...same }
}

/** What belongs to one account of the brand. */
export async function addAccountRows(db: Db, where: Where): Promise<Rows> {
  const { put, ids } = writer(db, where)
  const { mark, accountId, brandId } = where
  const profile = { network: 'bluesky', external_id: mark, handle: mark, display_name: mark, profile_url: `https://tea.example/${mark}` }
  await put('connections.account', '', { id: accountId, ...profile, settings: {}, state: 'connected', connected_at: at })
  const content = { parts: [{ text: mark, media: [] }], languages: ['en'], variants: {} }
  const ofPost = { content, account_ids: [accountId], first_line: mark, parts: 1, media: 0, media_ids: [], words: `${mark} tea` }
  await put('publishing.post', 'draftId', ofPost)
  const planned = { planned_local: '2026-11-24T09:00', time_zone: 'Asia/Taipei', planned_at: at }
  const postId = await put('publishing.post', 'postId', { ...ofPost, ...planned, created_by_name: mark })
  const account = { account_id: accountId, network: 'bluesky' }
  const refused = { post_id: postId, state: 'rejected', due_at: at, reason: { code: 'unknown' } }
  await put('publishing.delivery', 'deliveryId', { ...account, ...refused })
  await put('publishing.edit', 'editId', { brand_id: undefined, post_id: postId, content, account_ids: [accountId], member_name: mark })
  const asked = {
    post_id: postId,
    kind: 'post',
    steps: [{ ...step, name: mark }],
    state: 'open',
    first_line: mark,
    asked_by_name: mark,
    asked_at: at,
  }
  const requestId = await put('governance.request', 'approvalId', asked)
  const version = { request_id: requestId, number: 1, content, account_ids: [accountId], member_name: mark, began_at: at }
  await put('governance.version', '', { brand_id: undefined, ...version })
  const native = { external_id: mark, url: `https://tea.example/${mark}`, first_line: mark, media: 0, published_at: at, seen_at: at }
  await put('publishing.native_post', '', { ...account, ...native })
  await put('publishing.cadence', '', { account_id: accountId, slots: ['2T09:30'], most_days_apart: 1 })
  const category = { name: mark, account_ids: [accountId], slots: ['2T09:30'], least_days: 1 }
  const categoryId = await put('publishing.category', 'categoryId', category)
  const kept = { category_id: categoryId, wordings: [content], first_line: mark, media_ids: [] }
  await put('publishing.kept_post', 'keptId', { brand_id: undefined, ...kept })
  await addInbox(put, where)
  const subject = Math.floor(Math.random() * 2 ** 40)
  await put('analytics.profile', '', { ...account, subject })
  const measured = {
    subject: subject + 1,
    external_id: mark,
    type: 'text',
    published_at: at,
    first_line: mark,
    url: 'https://tea.example/',
  }
  await put('analytics.post', 'analytics.id', { ...account, ...measured })
  const ofProfile = { brand_id: undefined, account_id: accountId }
  await put('analytics.reading', '', { ...ofProfile, what: 'profile', next_at: later })
  await put('analytics.audience', '', {
    ...ofProfile,
    read_at: at,
    source: mark,
    groups: [{ by: 'country', key: mark, value: 1, unit: 'people' }],
  })
  const unusual = { day: '2026-11-23', metric: 'reach', value: 9, usual_from: 1, usual_to: 2, direction: 'grew' }
  await put('analytics.announcement', '', { account_id: accountId, ...unusual })
  return { ...ids, brandId, accountId, otherId: ids['personId'] ?? '' }
}

async function addInbox(put: Put, { mark, accountId, memberId }: Where): Promise<void> {
  const by = { brand_id: undefined, member_id: memberId, member_name: mark }
  const personId = await put('inbox.person', 'personId', { brand_id: undefined, name: mark, words: mark })
  const person = { network: 'bluesky', external_id: mark, handle: mark, name: mark, person_id: personId }
  const profileId = await put('inbox.profile', 'profileId', { brand_id: undefined, ...person })
  await put('inbox.person_note', 'inbox.noteId', { ...by, person_id: personId, text: mark })
  const brought = { person: null, profiles: [], notes: [], consents: [], joinings: [] }
  await put('inbox.joining', 'joiningId', { ...by, person_id: personId, other_id: personId, brought })
  const ofThread = { external_id: mark, kind: 'comment', profile_id: profileId, first_line: mark, messages: 1, state: 'open', last_at: at }
  const threadId = await put('inbox.thread', 'threadId', { account_id: accountId, network: 'bluesky', ...ofThread })
  const said = { kind: 'comment', by_us: false, profile_id: profileId, text: mark, at, external_id: mark }
  const messageId = await put('inbox.message', 'messageId', { brand_id: undefined, thread_id: threadId, account_id: accountId, ...said })
  await put('inbox.answer', 'answerId', { ...by, thread_id: threadId, message_id: messageId, text: mark })
  await put('inbox.deed', 'deedId', { ...by, thread_id: threadId, kind: 'note', detail: { text: mark } })
  await put('inbox.reading', '', { brand_id: undefined, account_id: accountId, source: 'talk', since: at, next_read_at: later })
}

const at = '2026-11-24T01:00:00Z'
const step = { members: [], roles: [], guests: [], needs: 'any', atDeadline: 'hold', escalateTo: [] }
const later = '2036-01-01T00:00:00Z'

/** Writes a row and answers its id, which is kept under the name; without a name the row has none. The brand is added unless said otherwise. */
type Put = (table: string, name: string, values: Readonly<Record<string, unknown>>) => Promise<string>

function writer(db: Db, { workspaceId, brandId }: Where): { put: Put; ids: Record<string, string> } {
  const ids: Record<string, string> = {}
  const put: Put = async (table, name, values) => {
    const id = randomUUID()
    if (name !== '') ids[name] = id
    const row = { workspace_id: workspaceId, brand_id: brandId, ...(name === '' ? {} : { id }), ...values }
    const kept = Object.entries(row).filter(([, value]) => value !== undefined)
    const columns = kept.map(([column]) => sql.ref(column))
    const written = kept.map(([, value]) => (isJson(value) ? JSON.stringify(value) : value))
    await sql`insert into ${sql.table(table)} (${sql.join(columns)}) values (${sql.join(written)})`.execute(db)
    return id
  }
  return { put, ids }
}

const playbook = {
  answers: 'allowed',
  roles: [],
  contacts: [],
  statements: [],
  steps: [],
  proposing: { on: false, times: 3, complaints: 50, restHours: 1 },
}

function definition(mark: string) {
  const rest = { period: { kind: 'last-month' }, filter: {}, basis: 'activity', rate: { base: 'reach', average: 'sums' }, counts: 'all' }
  const tile = { id: randomUUID(), width: 'half', kind: 'text', text: mark }
  return { language: 'en', ...rest, look: { colour: '#0e6862' }, pages: [{ id: randomUUID(), title: mark, tiles: [tile] }] }
}

/** Objects and lists of objects go into columns of JSON; other lists are lists of the database. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return false
  return !Array.isArray(value) || value.some((each) => typeof each === 'object')
}
