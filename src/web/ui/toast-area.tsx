import { lazy, Suspense, useSyncExternalStore } from 'react'

const loadNotices = () => import('./notices.tsx')
const Notices = lazy(async () => ({ default: (await loadNotices()).Notices }))

let isWanted = false
const listeners = new Set<() => void>()

/** Where toasts appear. Empty until somebody touches the page, because a toast answers an action. */
export function ToastArea() {
  const wanted = useSyncExternalStore(subscribe, () => isWanted)
  return wanted ? (
    <Suspense>
      <Notices />
    </Suspense>
  ) : undefined
}

/** Makes the area, if it is not there yet, and hands over what shows toasts in it. */
export async function toastArea(): Promise<Awaited<ReturnType<typeof loadNotices>>> {
  isWanted = true
  for (const listener of listeners) listener()
  return loadNotices()
}

const touched = () => void toastArea()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, touched, { once: true })
  return () => {
    listeners.delete(listener)
    for (const kind of ['pointerdown', 'keydown']) removeEventListener(kind, touched)
  }
}
