/** The name people know it by, for where its texts are not loaded. */
export const name = 'Mastodon'

/** Mastodon's speech bubble, the only place with its purple. */
export function Icon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="#6364ff" fillRule="evenodd" aria-hidden="true">
      <path d="M23.2 5.4C22.8 2.8 20.6.7 17.9.3 17.4.2 15.7 0 11.9 0S7.5.2 7 .3C4.4.7 2 2.5 1.4 5.1c-.3 1.3-.3 2.7-.3 4 .1 1.9.1 3.8.2 5.7.1 1.3.3 2.5.6 3.7.5 2.2 2.6 4.1 4.7 4.8 2.2.8 4.6.9 6.9.4l.7-.2c.6-.2 1.2-.4 1.7-.8v-1.9a20 20 0 0 1-4.6.5c-2.7 0-3.4-1.3-3.6-1.8-.2-.4-.3-.9-.3-1.4 1.5.4 3 .5 4.6.5h1.1c1.5 0 3.1-.1 4.6-.4 2.4-.5 4.7-1.9 4.9-5.6C23.5 10 23.7 7 23.2 5.4ZM19.5 14.4h-2.5V8.3c0-1.3-.5-1.9-1.6-1.9-1.2 0-1.8.8-1.8 2.3v3.3h-2.5V8.7c0-1.5-.6-2.3-1.8-2.3-1.1 0-1.6.6-1.6 1.9v6.1H5.2V8.1c0-1.3.3-2.3 1-3.1.7-.7 1.6-1.1 2.7-1.1 1.3 0 2.3.5 2.9 1.5l.6 1 .6-1c.6-1 1.6-1.5 2.9-1.5 1.1 0 2 .4 2.7 1.1.7.8 1 1.8 1 3.1v6.3Z" />
    </svg>
  )
}
