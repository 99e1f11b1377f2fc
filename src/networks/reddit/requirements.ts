import { z } from 'zod'

const words = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? [])
const most = z
  .int()
  .positive()
  .nullish()
  .transform((number) => number ?? null)
  .catch(null)

/** The answer of `/api/v1/{community}/post_requirements` (reddit.com/dev/api). */
export const requirementsSchema = z.object({
  title_regexes: words,
  title_required_strings: words,
  title_blacklisted_strings: words,
  title_text_min_length: most,
  title_text_max_length: most,
  body_restriction_policy: z.enum(['required', 'notAllowed', 'none']).catch('none'),
  body_regexes: words,
  body_required_strings: words,
  body_blacklisted_strings: words,
  body_text_min_length: most,
  body_text_max_length: most,
  domain_whitelist: words,
  domain_blacklist: words,
  link_restriction_policy: z.enum(['whitelist', 'blacklist', 'none']).catch('none'),
  is_flair_required: z.boolean().catch(false),
  gallery_min_items: most,
  gallery_max_items: most,
  guidelines_text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
})
