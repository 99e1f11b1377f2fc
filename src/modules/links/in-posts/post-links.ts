import type { PostLinksNeeds } from '../needs.ts'
import { brandLinks } from './brand-links.ts'
import { linksOfDelivery } from './links-of-delivery.ts'
import type { PostLinks } from './links-wanted.ts'
import { makeLinks } from './make-links.ts'

/** What becomes of the links in posts, by these needs. */
export function postLinks(needs: PostLinksNeeds): PostLinks {
  return {
    inBrand: (db, of) => brandLinks(needs, db, of),
    make: (tx, links) => makeLinks(needs, tx, links),
    ofDelivery: (db, of) => linksOfDelivery(needs, db, of),
  }
}
