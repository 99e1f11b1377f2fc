import { AtSign, Mail, MessageCircle, Quote, Repeat2, Star, type LucideIcon } from 'lucide-react'

import type { Kind } from './inbox-search.ts'

/** The word always stands beside it. */
export const kindIcons: Readonly<Record<Kind, LucideIcon>> = {
  comment: MessageCircle,
  mention: AtSign,
  quote: Quote,
  share: Repeat2,
  message: Mail,
  review: Star,
}
