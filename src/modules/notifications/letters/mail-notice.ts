import type { Db } from '#kit/database'
import type { Mail } from '#kit/mail'
import { readerOf, writeLetter } from '#modules/teams'

import { linkTo } from './link-to.ts'
import { because, greeting, noticeTexts } from './texts.ts'

export interface MailNoticeNeeds {
  readonly db: Db
  /** Where people reach Hearth, without a slash at the end. */
  readonly publicUrl: string
  readonly mail: Mail
}

/** Sends one notice to its member in their language, unless it was read meanwhile or they are no longer a member. */
export async function mailNotice(
  { db, publicUrl, mail }: MailNoticeNeeds,
  { workspaceId, noticeId }: { workspaceId: string; noticeId: string },
): Promise<void> {
  if (!mail.enabled) return
  const notice = await db
    .selectFrom('notifications.notice')
    .select(['member_id', 'kind', 'params', 'href'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', noticeId)
    .where('read_at', 'is', null)
    .executeTakeFirst()
  if (!notice) return
  const reader = await readerOf(db, { workspaceId, memberId: notice.member_id })
  if (!reader) return
  const { language } = reader
  const text = noticeTexts[language][notice.kind]
  const letter = writeLetter({
    language,
    subject: text.subject(notice.params),
    paragraphs: [greeting[language](reader.name), text.body(notice.params)],
    action: { label: text.action, url: linkTo(notice.href, { publicUrl, workspaceId }) },
    because: because[language],
  })
  await mail.send({ to: reader.email, ...letter })
}
