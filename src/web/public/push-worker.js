// Shows notices that come while no page is open, and opens the page that deals with one.
self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: '/icon.svg', data: { url } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.url))
})

/** In a page that is open already, or else in a new one; never away from this site. */
async function open(address) {
  const { pathname, search, hash } = new URL(address, self.location.origin)
  const url = new URL(pathname + search + hash, self.location.origin).href
  const [page] = await self.clients.matchAll({ type: 'window' })
  if (!page) return self.clients.openWindow(url)
  const shown = await page.focus()
  // A page that was opened before this worker came does not let itself be led.
  return shown.navigate(url).catch(() => self.clients.openWindow(url))
}
