/** The name people know it by, for where its texts are not loaded. */
export const name = 'Facebook'

/** Facebook's f in its blue disc. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="12" fill="#0866ff" />
      <path
        fill="#fff"
        d="M16.5 15.4l.55-3.4h-3.3V9.8c0-.95.45-1.85 1.93-1.85h1.5V5.03s-1.35-.23-2.65-.23c-2.7 0-4.47 1.64-4.47 4.6V12H7v3.4h3.06v8.44a12.3 12.3 0 0 0 3.7 0V15.4h2.74Z"
      />
    </svg>
  )
}
