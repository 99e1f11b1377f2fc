import type { Db } from '#kit/database'
import { MailTrouble } from '#kit/mail'
import { readerOf, type Reader, writeLetter } from '#modules/teams'

import { groupsInOrder, noticeGroups } from '../notice-groups-contract.ts'
import { unreadOf, type UnreadNotice } from '../unread-of.ts'
import { linkTo } from './link-to.ts'
import type { MailNoticeNeeds } from './mail-notice.ts'
import { groupTitles, severalTexts } from './several-texts.ts'
import { because, greeting, noticeTexts } from './texts.ts'

interface LetterKey {
  readonly workspaceId: string
  readonly letterId: string
}

/** Sends a letter of what is still unread of its notices, grouped, in the member's language. A letter of which nobody knows whether it arrived is not sent again. */
export async function sendLetter(needs: MailNoticeNeeds, key: LetterKey): Promise<void> {
  const { db, mail } = needs
  const letter = await take(db, key)
  if (!letter) return
  const reader = await readerOf(db, { workspaceId: key.workspaceId, memberId: letter.memberId })
  const notices = reader ? await unreadOf(db, { ...key, ...letter }) : []
  if (!reader || notices.length === 0 || !mail.enabled) return settle(db, key, 'needless')
  try {
    await mail.send({ to: reader.email, ...compose(needs, { workspaceId: key.workspaceId, reader, notices, isDaily: letter.isDaily }) })
    await settle(db, key, 'sent')
  } catch (error) {
    if (!(error instanceof MailTrouble)) throw error
    await settle(db, key, error.taken === 'unknown' ? 'unclear' : error.forGood ? 'failed' : 'waiting')
    // The mail server will take it another time.
    if (error.taken === 'no' && !error.forGood) throw error
  }
}

async function take(
  db: Db,
  { workspaceId, letterId }: LetterKey,
): Promise<{ memberId: string; noticeIds: string[]; isDaily: boolean } | undefined> {
  const row = await db
    .updateTable('notifications.letter')
    .set({ state: 'sending' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', letterId)
    .where('state', '=', 'waiting')
    .returning(['member_id', 'notice_ids', 'day'])
    .executeTakeFirst()
  return row && { memberId: row.member_id, noticeIds: row.notice_ids, isDaily: row.day !== null }
}

async function settle(
  db: Db,
  { workspaceId, letterId }: LetterKey,
  state: 'waiting' | 'sent' | 'needless' | 'failed' | 'unclear',
): Promise<void> {
  await db.updateTable('notifications.letter').set({ state }).where('workspace_id', '=', workspaceId).where('id', '=', letterId).execute()
}

interface Content {
  readonly workspaceId: string
  readonly reader: Reader
  readonly notices: readonly UnreadNotice[]
  readonly isDaily: boolean
}

function compose({ publicUrl }: MailNoticeNeeds, { workspaceId, reader, notices, isDaily }: Content) {
  const { language, name } = reader
  const words = severalTexts[language]
  const place = { publicUrl, workspaceId }
  const byGroup = Map.groupBy(notices, ({ kind }) => noticeGroups[kind])
  return writeLetter({
    language,
    subject: isDaily ? words.daily(notices.length) : words.held(notices.length),
    paragraphs: [greeting[language](name), isDaily ? words.dailyLead : words.heldLead],
    groups: groupsInOrder.flatMap((group) => {
      const ofOne = byGroup.get(group) ?? []
      const items = ofOne.map(({ kind, params, href }) => ({
        text: noticeTexts[language][kind].subject(params),
        url: linkTo(href, place),
      }))
      return items.length === 0 ? [] : [{ title: groupTitles[language][group], items }]
    }),
    action: { label: words.open, url: linkTo('/#notices', place) },
    because: because[language],
  })
}
