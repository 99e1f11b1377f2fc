import type { ReactNode } from 'react'

interface OutlineProps {
  size?: number | undefined
  /** Its own where it is not the ink of the page. */
  colour?: string
  children: ReactNode
}

/** The sign of a network, drawn with one line on 24 by 24 so that it stands calmly beside the others. */
export function Outline({ size = 16, colour = 'currentColor', children }: OutlineProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke={colour}
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}
