import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'

/** What the composer works on: a new post, perhaps at a time of the brand's zone, or one that exists. */
export interface Writing {
  postId?: string
  start?: string
}

/** Opens and closes the composer over the present screen. It lives in the address, so Back closes it and a reload keeps it. */
export function useWrite() {
  const navigate = useNavigate()
  const search = useSearch({ strict: false })
  return useMemo(() => {
    const writing: Writing | undefined = search.write === undefined ? undefined : writingOf(search.write, search.start)
    return {
      writing,
      open: ({ postId, start }: Writing = {}) =>
        void navigate({ to: '.', search: (before) => ({ ...before, write: postId ?? 'new', start }), resetScroll: false }),
      close: () => void navigate({ to: '.', search: (before) => ({ ...before, write: undefined, start: undefined }), resetScroll: false }),
    }
  }, [navigate, search.write, search.start])
}

function writingOf(write: string, start: string | undefined): Writing {
  if (write !== 'new') return { postId: write }
  return start === undefined ? {} : { start }
}
