/** The name people know it by, for where its texts are not loaded. */
export const name = 'Telegram'

/** Telegram's paper plane, in outline so that it stands calmly beside the others. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M21 4 3 11.200l6 2.300M21 4l-3.200 15.500L9 13.500M21 4 9 13.500v6l3.200-3.800" />
    </svg>
  )
}
