/** The name people know it by, for where its texts are not loaded. */
export const name = 'Instagram'

/** Instagram's camera in its warm pink, drawn in outline so that it stands calmly beside the others. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="#d62976" strokeWidth={2} aria-hidden="true">
      <rect x="2" y="2" width="20" height="20" rx="6" />
      <circle cx="12" cy="12" r="4.7" />
      <circle cx="17.6" cy="6.4" r="1.2" fill="#d62976" stroke="none" />
    </svg>
  )
}
