import type { Language } from '#kit/contract'

import { writeLetter } from '../letter.ts'
import type { SignInChange } from './tell-of-change.ts'

type Written = ReturnType<typeof writeLetter>

export function confirmEmailLetter(language: Language, { name, email, url }: { name: string; email: string; url: string }): Written {
  if (language === 'zh-TW') {
    return writeLetter({
      language,
      subject: '確認你在 Hearth 的新電子郵件地址',
      paragraphs: [
        `${name}，你好：`,
        `請用下面的連結確認 ${email}，之後就用這個地址登入。連結一小時內有效，只能使用一次，並且要在已登入的瀏覽器開啟。`,
      ],
      action: { label: '確認地址', url },
      because: '你會收到這封信，是因為有人想用這個地址登入 Hearth。若不是你本人，不必理會，什麼都不會改變。',
    })
  }
  return writeLetter({
    language,
    subject: 'Confirm your new e-mail address for Hearth',
    paragraphs: [
      `Hello ${name},`,
      `Confirm ${email} with the link below; from then on you sign in with it. The link works once, within one hour, in a browser where you are signed in.`,
    ],
    action: { label: 'Confirm the address', url },
    because: 'You get this because someone wants to sign in to Hearth with this address. If it was not you, do nothing: nothing changes.',
  })
}

export function signInChangedLetter(language: Language, facts: { name: string; change: SignInChange; url: string }): Written {
  const { name, change, url } = facts
  if (language === 'zh-TW') {
    return writeLetter({
      language,
      subject: changes['zh-TW'][change],
      paragraphs: [
        `${name}，你好：`,
        `${changes['zh-TW'][change]}。如果是你本人操作，不必做任何事。`,
        '如果不是你，請立刻用「忘記密碼」設定新密碼，再到「我的登入方式」登出其他裝置，並告訴工作區的擁有者。',
      ],
      action: { label: '查看我的登入方式', url },
      because: '你會收到這封信，是因為你在 Hearth 的登入方式有所變更。這類通知無法關閉。',
    })
  }
  return writeLetter({
    language,
    subject: changes.en[change],
    paragraphs: [
      `Hello ${name},`,
      `${changes.en[change]}. If it was you, there is nothing to do.`,
      'If it was not, choose a new password at once with “Forgot password”, then sign out everywhere else under “My sign-in” and tell an owner of the workspace.',
    ],
    action: { label: 'Look at how you sign in', url },
    because: 'You get this because how you sign in to Hearth changed. Letters of this kind cannot be turned off.',
  })
}

const changes = {
  en: {
    password: 'Your Hearth password was changed',
    'totp-on': 'One-time codes now protect your Hearth login',
    'totp-off': 'One-time codes were turned off for your Hearth login',
    'recovery-codes': 'New recovery codes were made for your Hearth login',
    'recovery-code-used': 'A recovery code was used to sign in to Hearth',
    'passkey-added': 'A passkey was added to your Hearth login',
    'passkey-removed': 'A passkey was removed from your Hearth login',
    'email-asked': 'Someone asked to change the e-mail address of your Hearth login',
    email: 'The e-mail address of your Hearth login was changed',
  },
  'zh-TW': {
    password: '你的 Hearth 密碼已變更',
    'totp-on': '你的 Hearth 登入已啟用一次性驗證碼',
    'totp-off': '你的 Hearth 登入已停用一次性驗證碼',
    'recovery-codes': '你的 Hearth 登入已產生新的復原碼',
    'recovery-code-used': '有人用復原碼登入了你的 Hearth',
    'passkey-added': '你的 Hearth 登入新增了一把通行密鑰',
    'passkey-removed': '你的 Hearth 登入移除了一把通行密鑰',
    'email-asked': '有人要求變更你登入 Hearth 的電子郵件地址',
    email: '你登入 Hearth 的電子郵件地址已變更',
  },
} as const satisfies Record<Language, Record<SignInChange, string>>
