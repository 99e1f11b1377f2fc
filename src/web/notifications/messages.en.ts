type Params = Readonly<Record<string, string>>

const meant: Params = { complaint: 'A complaint', praise: 'Praise', question: 'A question', spam: 'Spam' }

const measured: Readonly<Record<string, string>> = {
  followerGrowth: 'Audience growth',
  reach: 'Reach',
  engagements: 'Engagements',
  clicks: 'Clicks on posts',
  siteClicks: 'Website clicks',
  mentions: 'Mentions',
}

export const en = {
  title: 'Notifications',
  open: (unread: number) =>
    unread === 0 ? 'Notifications, nothing new' : unread === 1 ? 'Notifications, 1 new' : `Notifications, ${unread} new`,
  markAllRead: 'Mark all as read',
  none: 'Nothing new',
  noneHint: 'You hear from Hearth when a post needs you.',
  unread: 'New',
  sentences: {
    'post-rejected': ({ account = '', firstLine = '' }: Params) => `${account} refused “${firstLine}”. See why and correct it.`,
    'post-needs-a-person': ({ account = '', firstLine = '' }: Params) =>
      `“${firstLine}” on ${account} waits for you. See what happened and decide.`,
    'post-missed': ({ account = '', firstLine = '' }: Params) => `“${firstLine}” missed its time on ${account}. Send it now or cancel it.`,
    'post-left-out': ({ account = '', firstLine = '' }: Params) =>
      `“${firstLine}” is live on ${account}, but something of it is missing. See what, and add it there.`,
    'note-mention': ({ name = '' }: Params) => `${name} mentioned you in a note. Open the thread.`,
    'account-signed-out': ({ account = '' }: Params) => `${account} is signed out. Reconnect it so that its posts go out.`,
    'member-joined': ({ name = '' }: Params) => `${name} joined the workspace.`,
    'rule-alert': ({ rule = '', name = '', firstLine = '' }: Params) => `${rule}: ${name} wrote “${firstLine}”.`,
    'thread-due-soon': ({ name = '', firstLine = '', what, minutes = '' }: Params) =>
      `${name}, “${firstLine}”: ${what === 'answer' ? 'an answer is' : 'the end is'} due in ${minutes} min.`,
    'thread-overdue': ({ name = '', firstLine = '', what }: Params) =>
      `${name}, “${firstLine}”: ${what === 'answer' ? 'an answer is' : 'the end is'} overdue.`,
    'must-know': ({ meaning = '', name = '', firstLine = '' }: Params) => `${meant[meaning] ?? 'A message'} from ${name}: “${firstLine}”.`,
    'unusual-figures': ({ account = '', metric = '', value = '', from = '', to = '', direction }: Params) =>
      `${measured[metric] ?? metric} of ${account} ${direction === 'fell' ? 'fell' : 'rose'} to ${value}. Usual are ${from} to ${to} a day.`,
    training: ({ name = '', what }: Params) =>
      what === 'overdue'
        ? `You were to confirm “${name}” by now`
        : what === 'soon'
          ? `One day left to confirm “${name}”`
          : `Please read and confirm “${name}”`,
    'report-failed': ({ name = '', what, recipient = '' }: Params) => {
      if (what === 'not-made') return `The report “${name}” could not be made.`
      return what === 'unclear'
        ? `Nobody knows whether the report “${name}” reached ${recipient}; it is not sent twice.`
        : `The report “${name}” could not be sent to ${recipient}.`
    },
    'crisis-began': ({ name = '', reason = '', rehearsal }: Params) =>
      rehearsal
        ? `${name} began a rehearsal of a crisis: “${reason}”.`
        : `${name} began a crisis: “${reason}”. Nothing goes out by itself.`,
    'crisis-urgent': ({ name = '', firstLine = '' }: Params) =>
      `${name} asks for “${firstLine}” to go out in spite of the crisis. A second person has to agree.`,
    'crisis-proposed': ({ name = '', messages = '', usual = '', complaints = '' }: Params) =>
      `${messages} messages to ${name} in an hour, usual are ${usual}; ${complaints} % complain. Is it a crisis?`,
    'hook-off': ({ name = '' }: Params) => `The channel ${name} refused too often and is told nothing any more. See what it said.`,
    'approval-asked': ({ name = '', firstLine = '' }: Params) => `${name} asks you to approve “${firstLine}”.`,
    'approval-given': ({ name = '', firstLine = '' }: Params) => `${name} approved “${firstLine}”.`,
    'approval-refused': ({ name = '', firstLine = '' }: Params) => `${name} wants something changed in “${firstLine}”.`,
    'approval-due': ({ firstLine = '' }: Params) => `“${firstLine}” still waits for your approval, and its time is soon over.`,
    'approval-late': ({ firstLine = '' }: Params) => `“${firstLine}” was not approved in time and is held.`,
    'approval-comment': ({ name = '', firstLine = '' }: Params) => `${name} wrote something about “${firstLine}”.`,
  },
}
