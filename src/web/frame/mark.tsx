/** Hearth's mark: a fire under its arch. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <path d="M8 58V30a24 24 0 0 1 48 0v28h-9V30a15 15 0 0 0-30 0v28z" fill="currentColor" />
      <path d="M32 26c1 6 10 11 10 21a10 10 0 0 1-20 0c0-5 3-8 5-11 1 3 2 4 4 5 0-5-1-9 1-15z" fill="#e8642f" />
      <path d="M32 42c.5 3 4 4.5 4 8.500a4 4 0 0 1-8 0c0-3.500 3.500-5 4-8.500z" fill="#ffd9a8" />
    </svg>
  )
}
