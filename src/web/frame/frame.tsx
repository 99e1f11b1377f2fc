import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'

import { useCrises } from '../governance/crisis/use-crises.ts'
import { useAttendance } from '../inbox/sharing/use-attendance.ts'
import { useLanguage } from '../language/text-provider.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { BottomBar } from './bottom-bar.tsx'
import { useLive } from './live.ts'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'
import { useWrite } from './use-write.ts'
import { useMe } from './who.ts'

import styles from './frame.module.css'

const CrisisBanner = lazy(async () => ({ default: (await import('../governance/crisis/crisis-banner.tsx')).CrisisBanner }))
const DemoMark = lazy(async () => ({ default: (await import('../demo/demo-mark.tsx')).DemoMark }))
const NoBrand = lazy(async () => ({ default: (await import('../teams/no-brand.tsx')).NoBrand }))
const ComposerSheet = lazy(async () => ({ default: (await import('../publishing/composer/composer-sheet.tsx')).ComposerSheet }))

/** Where there is no brand to work for, no screen has anything to show. */
export function Frame() {
  if (useMe().brands.length > 0) return <Framed />
  return (
    <Suspense>
      <NoBrand />
    </Suspense>
  )
}

/** What stands around every screen: rail or bottom bar, top bar, and the composer over it all. */
function Framed() {
  const narrow = useNarrow()
  const { language, speak, texts } = useLanguage()
  const me = useMe()
  const isConnected = useLive()
  useAttendance()
  const crises = useCrises()
  const { writing, close } = useWrite()
  useEffect(() => {
    if (me.language !== language) void speak(me.language)
  }, [me.language, language, speak])
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {texts.frame.skip}
      </a>
      {!narrow && <Rail />}
      <div className={styles.body}>
        {crises.length > 0 && (
          <Suspense>
            <CrisisBanner crises={crises} />
          </Suspense>
        )}
        {me.workspace.demo && (
          <Suspense>
            <DemoMark />
          </Suspense>
        )}
        <TopBar narrow={narrow} isConnected={isConnected} />
        <main id="content" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      {narrow && <BottomBar />}
      {writing && (
        <Suspense>
          <ComposerSheet {...writing} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
