export const en = {
  title: 'Notifications',
  open: (unread: number) =>
    unread === 0 ? 'Notifications, nothing new' : unread === 1 ? 'Notifications, 1 new' : `Notifications, ${unread} new`,
  markAllRead: 'Mark all as read',
  none: 'Nothing new',
  noneHint: 'You hear from Hearth when a post needs you.',
  unread: 'New',
}
