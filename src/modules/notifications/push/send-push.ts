import { cut } from '#kit/http'
import { readerOf } from '#modules/teams'

import { PushAddress } from '../contract.ts'
import { linkTo } from '../letters/link-to.ts'
import { severalTexts } from '../letters/several-texts.ts'
import { noticeTexts } from '../letters/texts.ts'
import { unreadOf, type UnreadNotice } from '../unread-of.ts'
import { browserBoundTo } from './push-browsers.ts'
import { pushKeys } from './push-keys.ts'
import type { PushNeeds } from './push-needs.ts'

interface Pushed {
  readonly workspaceId: string
  readonly browserId: string
  readonly noticeIds: readonly string[]
}

/** Shows what is still unread of these notices in one browser. A browser that its push service no longer knows is forgotten; where the service is away the job is tried again. */
export async function sendPush(needs: PushNeeds, { workspaceId, browserId, noticeIds }: Pushed): Promise<void> {
  const browser = await needs.db
    .selectFrom('notifications.push_browser')
    .select(['member_id', 'sealed'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', browserId)
    .executeTakeFirst()
  if (!browser) return
  const { member_id: memberId, sealed } = browser
  const reader = await readerOf(needs.db, { workspaceId, memberId })
  const notices = await unreadOf(needs.db, { workspaceId, memberId, noticeIds })
  if (!reader || notices.length === 0) return
  const address = PushAddress.parse(needs.vault.open(sealed, browserBoundTo({ workspaceId, browserId })))
  const message = messageOf(notices, { language: reader.language, place: { publicUrl: needs.publicUrl, workspaceId } })
  const status = await post(needs, { workspaceId, address, message })
  if (status >= 200 && status < 300) return
  // RFC 8030, 5.3 and 7.3: the subscription is over.
  if (status === 404 || status === 410) return forgetBrowser(needs, { workspaceId, browserId })
  if (status === 413) throw new Error('A push service found a notice too long.')
  throw new Error(`A push service answered ${status}.`)
}

async function post(
  needs: PushNeeds,
  { workspaceId, address, message }: { workspaceId: string; address: PushAddress; message: Message },
): Promise<number> {
  const { default: webPush } = await import('web-push')
  const keys = await pushKeys(needs)
  const { endpoint, headers, body } = webPush.generateRequestDetails(address, JSON.stringify(message), {
    vapidDetails: { subject: contactOf(needs.publicUrl), ...keys },
    contentEncoding: 'aes128gcm',
    urgency: 'high',
    TTL: keptForSeconds,
  })
  const answer = await needs.fetchFor(workspaceId)(endpoint, {
    method: 'POST',
    headers,
    body: new Uint8Array(body),
    redirect: 'error',
    signal: AbortSignal.timeout(30_000),
  })
  await answer.body?.cancel()
  return answer.status
}

/** How long a push service keeps a notice for a browser that is closed: what is older stands under the bell. */
const keptForSeconds = 24 * 60 * 60

/** RFC 8292, 2.1: whom a push service may write to. */
function contactOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : `mailto:hearth@${new URL(publicUrl).hostname}`
}

/** What the page's worker shows (`push-worker.js`). */
interface Message {
  readonly title: string
  readonly body: string
  readonly url: string
  readonly tag: string
}

/** Push services take 4096 bytes at most (RFC 8030, 7.2), and a letter may have four. */
const mostLetters = 300

function messageOf(
  notices: readonly UnreadNotice[],
  { language, place }: { language: 'en' | 'zh-TW'; place: { publicUrl: string; workspaceId: string } },
): Message {
  const [first, ...others] = notices
  if (!first) throw new Error('There is a notice to show.')
  const text = noticeTexts[language][first.kind]
  if (others.length === 0) {
    return {
      title: cut(text.subject(first.params), mostLetters),
      body: cut(text.body(first.params), mostLetters),
      url: linkTo(first.href, place),
      tag: first.id,
    }
  }
  const lines = notices.slice(0, 4).map(({ kind, params }) => cut(noticeTexts[language][kind].subject(params), 100))
  return { title: severalTexts[language].held(notices.length), body: lines.join('\n'), url: linkTo('/#notices', place), tag: first.id }
}

async function forgetBrowser({ db }: PushNeeds, { workspaceId, browserId }: { workspaceId: string; browserId: string }): Promise<void> {
  await db.deleteFrom('notifications.push_browser').where('workspace_id', '=', workspaceId).where('id', '=', browserId).execute()
}
