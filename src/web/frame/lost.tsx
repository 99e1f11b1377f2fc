import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Compass, Flame } from 'lucide-react'

import { useText } from '../language/text-provider.tsx'
import { useTitle } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'

/** An address without a screen. */
export function NotFound() {
  const text = useText().frame
  useTitle(text.notFound)
  return (
    <main id="content">
      <EmptyState
        icon={<Compass size={24} />}
        heading
        title={text.notFound}
        action={
          <Button component={Link} to="/calendar">
            {text.toCalendar}
          </Button>
        }
      >
        {text.notFoundHint}
      </EmptyState>
    </main>
  )
}

/** Our own mistake: a screen that threw. */
export function ScreenBroke() {
  const text = useText().frame
  return (
    <div role="alert">
      <EmptyState
        icon={<Flame size={24} />}
        title={text.screenBroke}
        action={<Button onClick={() => location.reload()}>{text.reloadPage}</Button>}
      >
        {text.screenBrokeHint}
      </EmptyState>
    </div>
  )
}
