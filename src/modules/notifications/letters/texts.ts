import type { Language } from '#kit/contract'

import type { NoticeKind } from '../contract.ts'

type Params = Readonly<Record<string, string>>

/** Of a notice where it is told outside the page: in a letter, a browser, a channel. */
interface NoticeText {
  readonly subject: (params: Params) => string
  readonly body: (params: Params) => string
  readonly action: string
}

const meant: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { complaint: 'A complaint', praise: 'Praise', question: 'A question', spam: 'Spam', other: 'A message' },
  'zh-TW': { complaint: '抱怨', praise: '稱讚', question: '提問', spam: '垃圾訊息', other: '訊息' },
}

const measured: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    followerGrowth: 'audience growth',
    reach: 'reach',
    engagements: 'engagements',
    clicks: 'clicks on posts',
    siteClicks: 'website clicks',
    mentions: 'mentions',
  },
  'zh-TW': {
    followerGrowth: '受眾成長',
    reach: '觸及人數',
    engagements: '互動數',
    clicks: '貼文點擊',
    siteClicks: '網站點擊',
    mentions: '提及次數',
  },
}

/** The words of a notice's e-mail. The page has its own, shorter ones. */
export const noticeTexts: Readonly<Record<Language, Readonly<Record<NoticeKind, NoticeText>>>> = {
  en: {
    'post-rejected': {
      subject: ({ account = '' }) => `${account} refused a post`,
      body: ({ account = '', firstLine = '' }) =>
        `${account} refused the post “${firstLine}”. It is not live. See the reason and correct it.`,
      action: 'Open the post',
    },
    'post-needs-a-person': {
      subject: ({ account = '' }) => `A post on ${account} needs you`,
      body: ({ account = '', firstLine = '' }) =>
        `Hearth cannot go on with the post “${firstLine}” on ${account} without you, and does nothing more with it until you decide. Open the post to see what happened and what you can do.`,
      action: 'Look and decide',
    },
    'post-missed': {
      subject: ({ account = '' }) => `A post for ${account} missed its time`,
      body: ({ account = '', firstLine = '' }) =>
        `The post “${firstLine}” did not go out to ${account} in time, and it is too late to send it without asking. Send it now, or cancel it.`,
      action: 'Send or cancel',
    },
    'post-left-out': {
      subject: ({ account = '' }) => `Something is missing from a post on ${account}`,
      body: ({ account = '', firstLine = '' }) =>
        `The post “${firstLine}” is live on ${account}, but something that belongs to it is not, such as its first comment or its captions. Open the post to see what, and why; you can add it in the network’s own app.`,
      action: 'See what is missing',
    },
    'note-mention': {
      subject: ({ name = '' }) => `${name} mentioned you in the inbox`,
      body: ({ name = '' }) => `${name} mentioned you in an internal note on a thread of the inbox. Open the thread to read it.`,
      action: 'Open the thread',
    },
    'account-signed-out': {
      subject: ({ account = '' }) => `${account} is signed out`,
      body: ({ account = '' }) =>
        `The network no longer accepts Hearth’s access to ${account}. Reconnect the account so that its planned posts go out.`,
      action: 'Reconnect the account',
    },
    'member-joined': {
      subject: ({ name = '' }) => `${name} joined the workspace`,
      body: ({ name = '' }) => `${name} accepted the invitation and is now a member of your workspace.`,
      action: 'See the members',
    },
    'rule-alert': {
      subject: ({ rule = '', name = '' }) => `${rule}: ${name} wrote`,
      body: ({ rule = '', name = '', firstLine = '' }) => `Your rule “${rule}” found what ${name} wrote: “${firstLine}”.`,
      action: 'Open the thread',
    },
    'thread-due-soon': {
      subject: ({ name = '', minutes = '' }) => `${name} waits, and it is due in ${minutes} min`,
      body: ({ name = '', firstLine = '', what, minutes = '' }) =>
        what === 'answer'
          ? `${name} wrote “${firstLine}” and is to have an answer within ${minutes} minutes.`
          : `What ${name} wrote about, “${firstLine}”, is to be resolved within ${minutes} minutes.`,
      action: 'Open the thread',
    },
    'thread-overdue': {
      subject: ({ name = '' }) => `${name} has waited too long`,
      body: ({ name = '', firstLine = '', what }) =>
        what === 'answer'
          ? `${name} wrote “${firstLine}” and was to have an answer by now.`
          : `What ${name} wrote about, “${firstLine}”, was to be resolved by now.`,
      action: 'Open the thread',
    },
    'must-know': {
      subject: ({ meaning = '', name = '' }) => `${meant.en[meaning] ?? meant.en['other']} from ${name}`,
      body: ({ meaning = '', name = '', firstLine = '' }) =>
        `${meant.en[meaning] ?? meant.en['other']} came from ${name}: “${firstLine}”. Your playbook says that you must know.`,
      action: 'Open the thread',
    },
    'unusual-figures': {
      subject: ({ account = '', metric = '', direction }) =>
        `Unusual: ${measured.en[metric] ?? metric} of ${account} ${direction === 'fell' ? 'fell' : 'rose'}`,
      body: ({ account = '', metric = '', value = '', from = '', to = '', day = '' }) =>
        `On ${day}, ${measured.en[metric] ?? metric} of ${account} came to ${value}. Usual are ${from} to ${to}.`,
      action: 'See what happened',
    },
    'report-failed': {
      subject: ({ name = '', what }) =>
        what === 'not-made' ? `The report ${name} could not be made` : `The report ${name} may not have arrived`,
      body: ({ name = '', what, recipient = '' }) => {
        if (what === 'not-made')
          return `The report “${name}” could not be made, so nobody got it. Make it by hand to see whether it works now.`
        if (what === 'unclear')
          return `Hearth sent the report “${name}” to ${recipient}, but the mail server did not say whether it took it. So that nobody gets it twice, it is not sent again. Ask ${recipient} whether it arrived.`
        return `The report “${name}” could not be sent to ${recipient}. Look at the reason, and send the file yourself if it is urgent.`
      },
      action: 'Open the report',
    },
    'crisis-began': {
      subject: ({ name = '', rehearsal }) => (rehearsal ? `${name} began a rehearsal of a crisis` : `${name} began a crisis`),
      body: ({ reason = '', rehearsal }) =>
        rehearsal
          ? `This is a rehearsal: nothing is held. The reason given: “${reason}”. Follow the steps of the playbook.`
          : `Nothing goes out by itself any more. The reason given: “${reason}”. Follow the steps of the playbook.`,
      action: 'Open the crisis',
    },
    'crisis-urgent': {
      subject: ({ name = '' }) => `${name} asks for an urgent post`,
      body: ({ name = '', firstLine = '' }) =>
        `${name} asks for the post “${firstLine}” to go out in spite of the crisis. A second person has to agree.`,
      action: 'Look and decide',
    },
    'crisis-proposed': {
      subject: ({ name = '' }) => `Something is going on around ${name}`,
      body: ({ name = '', messages = '', usual = '', complaints = '' }) =>
        `In the last hour ${messages} messages came to ${name}, usual are ${usual}, and ${complaints} % of them complain. Look whether this is a crisis. Hearth does not begin one by itself.`,
      action: 'Look and decide',
    },
    training: {
      subject: ({ name = '', what }) =>
        what === 'overdue' ? `Not confirmed in time: ${name}` : what === 'soon' ? `One day left to read: ${name}` : `Please read: ${name}`,
      body: ({ name = '', what }) =>
        what === 'overdue'
          ? `“${name}” was to be read and confirmed by now. Some of what you do may wait for it.`
          : `“${name}” is there for you to read and confirm. Some of what you do may wait for it.`,
      action: 'Read it',
    },
    'hook-off': {
      subject: ({ name = '' }) => `The channel ${name} is told nothing any more`,
      body: ({ name = '' }) =>
        `The channel “${name}” refused what Hearth sent too often, so nothing is sent there any more. See what it said, and give its address anew.`,
      action: 'Open the channels',
    },
    'approval-asked': {
      subject: ({ name = '' }) => `${name} asks for your approval`,
      body: ({ name = '', firstLine = '' }) =>
        `${name} asks you to approve “${firstLine}”. It goes out only once everybody who has to has said yes. Look at it, then approve it or say what should change.`,
      action: 'Look and decide',
    },
    'approval-given': {
      subject: ({ firstLine = '' }) => `Approved: ${firstLine}`,
      body: ({ name = '', firstLine = '' }) => `${name} approved “${firstLine}”. It goes out as planned.`,
      action: 'Open it',
    },
    'approval-refused': {
      subject: ({ name = '' }) => `${name} wants something changed`,
      body: ({ name = '', firstLine = '' }) =>
        `${name} did not approve “${firstLine}”, so it does not go out. Read why, change it, and those who decide are asked again.`,
      action: 'Read why',
    },
    'approval-due': {
      subject: ({ firstLine = '' }) => `Still waiting for you: ${firstLine}`,
      body: ({ name = '', firstLine = '' }) =>
        `${name} asked you to approve “${firstLine}”, and the time for it is soon over. Approve it or say what should change.`,
      action: 'Look and decide',
    },
    'approval-late': {
      subject: ({ firstLine = '' }) => `Not approved in time: ${firstLine}`,
      body: ({ firstLine = '' }) =>
        `Nobody approved “${firstLine}” in time. It is held and does not go out until somebody does. Ask them, or give it another time.`,
      action: 'Open it',
    },
    'approval-comment': {
      subject: ({ name = '' }) => `${name} said something about a post`,
      body: ({ name = '', firstLine = '' }) => `${name} wrote something about “${firstLine}”.`,
      action: 'Read it',
    },
  },
  'zh-TW': {
    'post-rejected': {
      subject: ({ account = '' }) => `${account} 拒絕了一則貼文`,
      body: ({ account = '', firstLine = '' }) => `${account} 拒絕了貼文「${firstLine}」，貼文沒有發佈。請查看原因並修正。`,
      action: '開啟貼文',
    },
    'post-needs-a-person': {
      subject: ({ account = '' }) => `${account} 有一則貼文需要你處理`,
      body: ({ account = '', firstLine = '' }) =>
        `Hearth 無法自行處理 ${account} 的貼文「${firstLine}」，在你決定之前不會再有動作。請開啟貼文，查看發生了什麼事、可以怎麼處理。`,
      action: '開啟貼文',
    },
    'post-missed': {
      subject: ({ account = '' }) => `${account} 有一則貼文錯過了時間`,
      body: ({ account = '', firstLine = '' }) =>
        `貼文「${firstLine}」沒有在排定的時間發佈到 ${account}，已經太晚，不會自行發佈。請選擇立即發佈或取消。`,
      action: '發佈或取消',
    },
    'post-left-out': {
      subject: ({ account = '' }) => `${account} 有一則貼文缺了一部分`,
      body: ({ account = '', firstLine = '' }) =>
        `貼文「${firstLine}」已經發佈到 ${account}，但有一部分沒有完成，例如第一則留言或字幕。請開啟貼文查看缺了什麼、原因是什麼，再到該平台上自行補上。`,
      action: '查看缺了什麼',
    },
    'note-mention': {
      subject: ({ name = '' }) => `${name} 在收件匣提到你`,
      body: ({ name = '' }) => `${name} 在收件匣一段對話的內部備註裡提到你。請開啟對話查看。`,
      action: '開啟對話',
    },
    'account-signed-out': {
      subject: ({ account = '' }) => `${account} 已被登出`,
      body: ({ account = '' }) => `社群平台不再接受 Hearth 存取 ${account}。請重新連結帳號，排程的貼文才能發佈。`,
      action: '重新連結帳號',
    },
    'member-joined': {
      subject: ({ name = '' }) => `${name} 加入了工作區`,
      body: ({ name = '' }) => `${name} 接受了邀請，現在是工作區的成員。`,
      action: '查看成員',
    },
    'rule-alert': {
      subject: ({ rule = '', name = '' }) => `${rule}：${name} 的訊息`,
      body: ({ rule = '', name = '', firstLine = '' }) => `規則「${rule}」找到了 ${name} 的訊息：「${firstLine}」。`,
      action: '開啟對話',
    },
    'thread-due-soon': {
      subject: ({ name = '', minutes = '' }) => `${name} 還在等候，期限剩 ${minutes} 分鐘`,
      body: ({ name = '', firstLine = '', what, minutes = '' }) =>
        what === 'answer'
          ? `${name} 寫了「${firstLine}」，應在 ${minutes} 分鐘內回覆。`
          : `${name} 提出的「${firstLine}」，應在 ${minutes} 分鐘內處理完成。`,
      action: '開啟對話',
    },
    'thread-overdue': {
      subject: ({ name = '' }) => `${name} 已經等太久了`,
      body: ({ name = '', firstLine = '', what }) =>
        what === 'answer' ? `${name} 寫了「${firstLine}」，已超過回覆期限。` : `${name} 提出的「${firstLine}」，已超過處理期限。`,
      action: '開啟對話',
    },
    'must-know': {
      subject: ({ meaning = '', name = '' }) => `${name} 的${meant['zh-TW'][meaning] ?? meant['zh-TW']['other']}`,
      body: ({ meaning = '', name = '', firstLine = '' }) =>
        `收到 ${name} 的${meant['zh-TW'][meaning] ?? meant['zh-TW']['other']}：「${firstLine}」。依照處理指南，這類訊息要讓你知道。`,
      action: '開啟對話',
    },
    'unusual-figures': {
      subject: ({ account = '', metric = '', direction }) =>
        `${account} 的${measured['zh-TW'][metric] ?? metric}異常${direction === 'fell' ? '下降' : '上升'}`,
      body: ({ account = '', metric = '', value = '', from = '', to = '', day = '' }) =>
        `${day}，${account} 的${measured['zh-TW'][metric] ?? metric}為 ${value}；平常介於 ${from} 到 ${to}。`,
      action: '查看原因',
    },
    'report-failed': {
      subject: ({ name = '', what }) => (what === 'not-made' ? `報表「${name}」無法製作` : `報表「${name}」可能沒有寄達`),
      body: ({ name = '', what, recipient = '' }) => {
        if (what === 'not-made') return `報表「${name}」無法製作，因此沒有寄給任何人。請手動製作一次，看看現在是否正常。`
        if (what === 'unclear')
          return `Hearth 已將報表「${name}」寄給 ${recipient}，但郵件伺服器沒有回覆是否收下。為避免重複寄送，不會再寄一次。請向 ${recipient} 確認是否收到。`
        return `報表「${name}」無法寄給 ${recipient}。請查看原因；如果急著要用，請自行寄送檔案。`
      },
      action: '開啟報表',
    },
    'crisis-began': {
      subject: ({ name = '', rehearsal }) => (rehearsal ? `${name} 開始了危機演練` : `${name} 啟動了危機模式`),
      body: ({ reason = '', rehearsal }) =>
        rehearsal
          ? `這是演練，不會暫停任何發佈。演練原因：「${reason}」。請依處理指南的步驟進行。`
          : `所有自動發佈都已暫停。原因：「${reason}」。請依處理指南的步驟進行。`,
      action: '開啟危機頁面',
    },
    'crisis-urgent': {
      subject: ({ name = '' }) => `${name} 申請緊急發佈`,
      body: ({ name = '', firstLine = '' }) => `${name} 希望在危機期間發佈「${firstLine}」，需要另一個人同意。`,
      action: '查看並決定',
    },
    'crisis-proposed': {
      subject: ({ name = '' }) => `${name} 的討論可能不太尋常`,
      body: ({ name = '', messages = '', usual = '', complaints = '' }) =>
        `過去一小時 ${name} 收到 ${messages} 則訊息，平常約 ${usual} 則，其中 ${complaints}% 是抱怨。請確認是否為危機；Hearth 不會自行啟動。`,
      action: '查看並決定',
    },
    training: {
      subject: ({ name = '', what }) =>
        what === 'overdue' ? `逾期未確認：${name}` : what === 'soon' ? `剩一天可以閱讀：${name}` : `請閱讀：${name}`,
      body: ({ name = '', what }) =>
        what === 'overdue'
          ? `「${name}」應該已經讀完並確認。部分工作可能要等你確認後才能進行。`
          : `請閱讀並確認「${name}」。部分工作可能要等你確認後才能進行。`,
      action: '開始閱讀',
    },
    'hook-off': {
      subject: ({ name = '' }) => `已停止傳送通知到頻道「${name}」`,
      body: ({ name = '' }) => `頻道「${name}」多次拒絕 Hearth 的訊息，因此不再傳送。請查看對方的回應，並重新填入 Webhook 網址。`,
      action: '查看頻道',
    },
    'approval-asked': {
      subject: ({ name = '' }) => `${name} 請你核准貼文`,
      body: ({ name = '', firstLine = '' }) =>
        `${name} 請你核准「${firstLine}」。所有該核准的人都同意後才會發佈。請看過內容，再核准或說明要改哪裡。`,
      action: '查看並決定',
    },
    'approval-given': {
      subject: ({ firstLine = '' }) => `已核准：${firstLine}`,
      body: ({ name = '', firstLine = '' }) => `${name} 已核准「${firstLine}」，會照排程發佈。`,
      action: '開啟',
    },
    'approval-refused': {
      subject: ({ name = '' }) => `${name} 希望修改貼文`,
      body: ({ name = '', firstLine = '' }) => `${name} 沒有核准「${firstLine}」，因此不會發佈。請看看原因並修改，修改後會重新送審。`,
      action: '查看原因',
    },
    'approval-due': {
      subject: ({ firstLine = '' }) => `還在等你核准：${firstLine}`,
      body: ({ name = '', firstLine = '' }) => `${name} 請你核准「${firstLine}」，期限快到了。請核准，或說明要改哪裡。`,
      action: '查看並決定',
    },
    'approval-late': {
      subject: ({ firstLine = '' }) => `逾期未核准：${firstLine}`,
      body: ({ firstLine = '' }) => `「${firstLine}」沒有在期限內核准，已先擱置，有人核准後才會發佈。請聯絡核准人，或改排其他時間。`,
      action: '開啟',
    },
    'approval-comment': {
      subject: ({ name = '' }) => `${name} 對貼文留了言`,
      body: ({ name = '', firstLine = '' }) => `${name} 對「${firstLine}」留了言。`,
      action: '查看留言',
    },
  },
}

export const greeting: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `Hello ${name},`,
  'zh-TW': (name) => `${name}，你好：`,
}

export const because: Readonly<Record<Language, string>> = {
  en: 'You get this because of your e-mail settings in Hearth. Change them under Settings, Notifications.',
  'zh-TW': '你會收到這封信，是依照你在 Hearth 的通知設定。可到「設定」的「通知」變更。',
}
