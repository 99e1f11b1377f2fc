/** Whether this browser can show notices, may, and does: then with the hash of its address. */
export type PushHere = { readonly state: 'unsupported' | 'denied' | 'off' } | { readonly state: 'on'; readonly hash: string }

export async function readPushHere(): Promise<PushHere> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return { state: 'unsupported' }
  if (Notification.permission === 'denied') return { state: 'denied' }
  const subscription = await (await navigator.serviceWorker.getRegistration(worker))?.pushManager.getSubscription()
  return subscription ? { state: 'on', hash: await hashOf(subscription.endpoint) } : { state: 'off' }
}

/** Asks the person and the browser's push service. Undefined where the person said no. */
export async function subscribeHere(publicKey: string): Promise<PushSubscription | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined
  await navigator.serviceWorker.register(worker)
  const { pushManager } = await navigator.serviceWorker.ready
  // One made with another key would be of no use.
  await (await pushManager.getSubscription())?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

/** From now on the push service refuses what comes for this browser. */
export async function unsubscribeHere(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const subscription = await (await navigator.serviceWorker.getRegistration(worker))?.pushManager?.getSubscription()
  await subscription?.unsubscribe()
}

const worker = '/push-worker.js'

async function hashOf(endpoint: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
