import type { Language } from '#kit/contract'

import type { Role } from './contract.ts'
import { writeLetter } from './letter.ts'

type Written = ReturnType<typeof writeLetter>

export function invitationLetter(
  language: Language,
  facts: { inviter: string; workspace: string; role: Role | null; url: string },
): Written {
  const { inviter, workspace, role, url } = facts
  if (language === 'zh-TW') {
    return writeLetter({
      language,
      subject: `${inviter} 邀請你加入「${workspace}」`,
      paragraphs: [
        '你好：',
        `${inviter} 邀請你${role ? `以「${roleNames['zh-TW'][role]}」的身分` : ''}加入 Hearth 上的「${workspace}」，一起管理社群貼文。`,
        '這個連結七天內有效，只能使用一次。',
      ],
      action: { label: '接受邀請', url },
      because: '你會收到這封信，是因為有人以這個電子郵件地址邀請你。若不認識對方，不必理會即可。',
    })
  }
  return writeLetter({
    language,
    subject: `${inviter} invites you to “${workspace}”`,
    paragraphs: [
      'Hello,',
      `${inviter} invites you to join “${workspace}” on Hearth${role ? ` as ${roleNames.en[role]}` : ''}, to look after its social media together.`,
      'The link works once, within seven days.',
    ],
    action: { label: 'Accept the invitation', url },
    because: 'You get this because someone invited this address. If you do not know them, do nothing.',
  })
}

export function passwordResetLetter(language: Language, { name, url }: { name: string; url: string }): Written {
  if (language === 'zh-TW') {
    return writeLetter({
      language,
      subject: '重設你的 Hearth 密碼',
      paragraphs: [`${name}，你好：`, '請用下面的連結設定新密碼。連結一小時內有效，只能使用一次；設定後，其他裝置都會登出。'],
      action: { label: '設定新密碼', url },
      because: '你會收到這封信，是因為有人要求重設這個地址的密碼。若不是你本人，不必理會，密碼不會變更。',
    })
  }
  return writeLetter({
    language,
    subject: 'Choose a new password for Hearth',
    paragraphs: [
      `Hello ${name},`,
      'Choose a new password with the link below. It works once, within one hour; afterwards you are signed out everywhere else.',
    ],
    action: { label: 'Choose a new password', url },
    because: 'You get this because someone asked for a new password for this address. If it was not you, do nothing: your password stays.',
  })
}

const roleNames = {
  en: {
    owner: 'an owner',
    admin: 'an admin',
    publisher: 'a publisher',
    author: 'an author',
    agent: 'a support agent',
    analyst: 'an analyst',
    client: 'a client',
    advocate: 'an advocate',
  },
  'zh-TW': {
    owner: '擁有者',
    admin: '管理員',
    publisher: '發佈者',
    author: '撰稿人',
    agent: '客服人員',
    analyst: '分析人員',
    client: '客戶',
    advocate: '推廣夥伴',
  },
} as const
