import type { Thread, ThreadSummary } from '#contract/inbox'
import type { ShortLink } from '#contract/links'
import type { Post } from '#contract/publishing'
import type { Report, ReportLink, RunSummary } from '#contract/reports'
import type { Invitation } from '#contract/teams'
import { testImage } from '#testing/images'

import { type Owner, setUpOwner } from './owner.ts'
import type { StandIns } from './stand-ins.ts'
import { until } from './until.ts'

/** Everything that was filled in, by the mark behind the payload. */
export interface HostileHouse {
  readonly owner: Owner
  readonly marks: readonly string[]
  readonly imageId: string
  readonly livePostId: string
  readonly plannedPostId: string
  readonly campaignId: string
  readonly labelId: string
  readonly accountId: string
  readonly linkId: string
  readonly siteId: string
  readonly documentId: string
  readonly reportId: string
  readonly runId: string
  readonly threadId: string
  readonly personId: string
  /** Where strangers get. */
  readonly sharedPath: string
  readonly invitationPath: string
}

/** What a page calls when something of it ran. */
export const canary = 'ran'

/** Out of an attribute, out of a text, and into a script: whatever forgets to escape runs one of them. Short enough for every field but tags. */
const short = `"><img src=x onerror=${canary}()>`
const long = `${short}'</script><script>${canary}()</script><svg onload=${canary}()><a href="javascript:${canary}()">`

const zone = 'Asia/Taipei'
const day = (days: number) => Temporal.Now.plainDateISO(zone).add({ days }).toString()

/** A house in which every free text that the API takes would run if a screen let it, and strangers write the same. */
export async function openHostileHouse(url: string, networks: StandIns): Promise<HostileHouse> {
  const marks: string[] = []
  const words = (mark: string, payload = short) => {
    marks.push(mark)
    return `${payload}${mark}`
  }
  const owner = await setUpOwner(url, { timeZone: zone })
  const { brandId, call } = owner
  await call('PATCH', '/me', { name: words('member') })
  await call('PATCH', '/workspace', { name: words('house') })
  await call('PATCH', `/brands/${brandId}`, { brandId, name: words('brand') })
  const made = { owner, words, brandId, call }
  const connected = (await networks.connect(owner, 'tea')).get('bluesky')
  const accountId = connected?.account.id ?? ''
  const posts = await write(made, accountId)
  const plain = await nameThings(made, accountId)
  const talk = await talkWith(made, networks, connected?.profileId ?? '')
  const report = await reportOn(made)
  const invitation = await call<Invitation>('POST', '/invitations', { email: 'guest@ember.example', role: 'publisher' })
  const invitationPath = new URL(invitation.link ?? url).pathname
  return { owner, marks, accountId, ...posts, ...plain, ...talk, ...report, invitationPath }
}

interface Making extends Pick<Owner, 'brandId' | 'call'> {
  readonly owner: Owner
  readonly words: (mark: string, payload?: string) => string
}

async function write({ owner, words, brandId, call }: Making, accountId: string) {
  const image = await owner.upload(await testImage({ width: 800, height: 600 }), `${words('filename')}.jpg`, 'image/jpeg')
  const described = { title: words('picture', long), alt: words('alt', long), holder: words('holder'), licence: words('licence') }
  await call('PATCH', `/media/${image.id}`, { mediaId: image.id, ...described, tags: [words('tag')] })
  await call('POST', '/media/folders', { brandId, name: words('folder') })
  const live = await call<Post>('POST', '/posts', {
    brandId,
    accountIds: [accountId],
    content: content(words('livepost', long), [{ mediaId: image.id, alt: words('postalt') }]),
    when: { kind: 'now' },
  })
  const planned = await call<Post>('POST', '/posts', {
    brandId,
    accountIds: [accountId],
    content: content(words('plannedpost')),
    when: { kind: 'at', local: `${day(1)}T09:30` },
  })
  await call('POST', '/notes', { brandId, day: day(0), text: words('daynote'), colour: 'rose' })
  const campaign = await call<{ id: string }>('POST', '/campaigns', { brandId, name: words('camp'), colour: 'plum' })
  const label = await call<{ id: string }>('POST', '/labels', { brandId, name: words('label'), colour: 'olive' })
  for (const postId of [live.id, planned.id])
    await call('PUT', `/posts/${postId}/organise`, { postId, campaignId: campaign.id, labelIds: [label.id] })
  await until('the post to be out', 60, async () => (await call<Post>('GET', `/posts/${live.id}`)).state === 'published')
  return { imageId: image.id, livePostId: live.id, plannedPostId: planned.id, campaignId: campaign.id, labelId: label.id }
}

function content(text: string, media: readonly object[] = []) {
  return { parts: [{ text, media }], languages: ['en'] }
}

/** What has a name and stands in a list. */
async function nameThings({ words, brandId, call }: Making, accountId: string) {
  await call('POST', '/hashtag-groups', { brandId, name: words('hashtags'), tags: ['#tea'] })
  await call('POST', '/evergreen/categories', {
    brandId,
    name: words('category'),
    accountIds: [accountId],
    slots: ['3T12:00'],
    leastDays: 7,
  })
  const target = `https://shop.example/?q=${encodeURIComponent(long)}`
  const link = await call<ShortLink>('POST', '/links', { brandId, target, title: words('linktitle') })
  const patterns = { source: 'a', medium: 'b', campaign: words('utm'), term: '', content: '' }
  await call('PUT', '/links/presets', { brandId, patterns })
  const site = await call<{ id: string }>('POST', '/conversion-sites', { brandId, name: words('site'), origins: ['https://shop.example'] })
  const month = Temporal.Now.plainDateISO(zone).toPlainYearMonth().toString()
  await call('POST', '/costs', { brandId, cost: { kind: 'ads', name: words('cost'), amount: '400', month, currency: 'TWD' } })
  await call('POST', '/api-keys', { name: words('apikey'), role: 'analyst' })
  const texts = [{ language: 'en', text: words('savedtext', long) }]
  const saved = await call<{ id: string }>('POST', '/inbox/saved-answers', { brandId, name: words('savedname'), texts })
  await call('POST', '/inbox/rules', {
    brandId,
    name: words('rule'),
    conditions: { anyWord: [words('ruleword')] },
    actions: { urgent: true },
  })
  await call('POST', '/inbox/views', { brandId, name: words('view'), shared: true, filter: { state: 'open' } })
  const steps = [{ text: words('playstep') }]
  for (const meaning of ['question', 'complaint', 'praise', 'spam', 'other'])
    await call('PUT', `/inbox/playbooks/${meaning}`, {
      brandId,
      meaning,
      steps,
      tone: words('tone'),
      memberIds: [],
      savedAnswerId: saved.id,
    })
  await keepCrisisPlaybook({ words, call })
  // Markdown has ways of its own to become a link, a picture or markup.
  const body = `[a](javascript:${canary}()) ![b](javascript:${canary}()) <javascript:${canary}()>\n\n<script>${canary}()</script>\n\n\`\`\`\n${words('lesson')}\n\`\`\``
  const lesson = { kind: 'lesson', title: words('lessontitle'), body, roles: [], rights: [], dueDays: null }
  const document = await call<{ id: string }>('POST', '/training', lesson)
  return { linkId: link.id, siteId: site.id, documentId: document.id }
}

async function keepCrisisPlaybook({ words, call }: Pick<Making, 'words' | 'call'>): Promise<void> {
  await call('PUT', '/crisis-playbook', {
    revision: 0,
    content: {
      answers: 'allowed',
      roles: [{ id: crypto.randomUUID(), name: words('crisisrole'), task: words('task', long) }],
      contacts: [{ id: crypto.randomUUID(), name: words('contact'), reach: words('reach'), purpose: words('purpose') }],
      statements: [{ id: crypto.randomUUID(), title: words('statement'), texts: [{ language: 'en', text: words('said', long) }] }],
      steps: [{ id: crypto.randomUUID(), text: words('crisisstep'), withinMinutes: 10 }],
      proposing: { on: false, times: 3, complaints: 5, restHours: 6 },
    },
  })
}

/** A stranger with a hostile name says something hostile; members note and label it. */
async function talkWith({ words, brandId, call }: Making, networks: StandIns, profileId: string) {
  const bluesky = networks.of('bluesky')
  const post = bluesky.posts({ profileId })[0]?.id ?? ''
  const guest = bluesky.addProfile({ handle: 'guest', displayName: words('stranger') }).id
  bluesky.act({ kind: 'reply', by: guest, post, text: words('inboxmessage', long) })
  await call('POST', '/inbox/readings', { brandId })
  let found: ThreadSummary | undefined
  await until('the stranger to be heard', 60, async () => {
    ;[found] = (await call<{ threads: ThreadSummary[] }>('GET', `/inbox/threads?brandId=${brandId}`)).threads
    return found !== undefined
  })
  const threadId = found?.id ?? ''
  await call<Thread>('POST', `/inbox/threads/${threadId}/notes`, { threadId, text: words('threadnote', long) })
  const field = { id: crypto.randomUUID(), kind: 'text', name: words('personfield') }
  await call('PUT', '/inbox/person-fields', { fields: [{ ...field, choices: [] }] })
  const [person] = (await call<{ people: { id: string }[] }>('GET', '/inbox/people')).people
  const personId = person?.id ?? ''
  await call('PATCH', `/inbox/people/${personId}`, {
    personId,
    name: words('personname'),
    phone: words('phone'),
    fields: { [field.id]: words('fieldvalue', long) },
  })
  await call('POST', `/inbox/people/${personId}/notes`, { personId, text: words('personnote', long) })
  await call('POST', `/inbox/people/${personId}/consents`, { personId, kind: 'offers', given: true, on: day(0), place: words('consent') })
  return { threadId, personId }
}

async function reportOn({ words, brandId, call }: Making) {
  const {
    id: reportId,
    definition,
    revision,
  } = await call<Report>('POST', '/reports', {
    brandId,
    name: words('reportname'),
    template: 'empty',
    language: 'en',
  })
  const tile = { id: crypto.randomUUID(), width: 'full', kind: 'text', text: words('reporttext', long) }
  const pages = [{ id: crypto.randomUUID(), title: words('reportpage'), tiles: [tile] }]
  await call('PUT', `/reports/${reportId}`, { reportId, revision, name: words('reportname'), definition: { ...definition, pages } })
  const { id: runId } = await call<RunSummary>('POST', `/reports/${reportId}/runs`)
  await until('the report to be made', 60, async () => (await call<RunSummary>('GET', `/reports/runs/${runId}`)).state === 'made')
  const link = await call<ReportLink>('POST', `/reports/runs/${runId}/links`, { runId, days: 7 })
  return { reportId, runId, sharedPath: new URL(link.url).pathname }
}
