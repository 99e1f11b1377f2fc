import { Outline } from '../web-outline.tsx'

/** The name people know it by, for where its texts are not loaded. */
export const name = 'Discord'

/** A pad with two eyes, drawn in outline so that it stands calmly beside the others. */
export function Icon({ size }: { size?: number }) {
  return (
    <Outline size={size} colour="#5f6bf2">
      <path d="M8.500 5.500C6.800 5.800 5.400 6.300 4.300 7 2.700 10 2 13.300 2.300 16.700c1.500 1.200 3.100 1.900 4.700 2.300l1.300-2.200c2.400.8 5 .8 7.400 0L17 19c1.600-.4 3.200-1.100 4.700-2.300.3-3.400-.4-6.700-2-9.700-1.100-.7-2.500-1.200-4.200-1.500l-.8 1.500c-1.800-.3-3.600-.3-5.400 0z" />
      <path d="M9 12.300v.4M15 12.300v.4" />
    </Outline>
  )
}
