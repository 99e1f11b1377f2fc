import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { evergreen } from '../evergreen-contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { databaseTime } from '../schedule-post.ts'
import { addCategory } from './add-category.ts'
import { changeCategory } from './change-category.ts'
import { changeKept } from './change-kept.ts'
import { keepPost } from './keep-post.ts'
import { listCategories } from './list-categories.ts'
import { listKept } from './list-kept.ts'
import { removeCategory } from './remove-category.ts'
import { removeKept } from './remove-kept.ts'

export function evergreenRouter(needs: PublishingNeeds) {
  const api = implement(evergreen).$context<CallContext>().use(atTheDoor)
  return {
    categories: api.categories.handler(async ({ context, input }) =>
      listCategories(needs, { ...input, workspaceId: context.call.acting.workspaceId }, await databaseTime(needs.db)),
    ),
    addCategory: api.addCategory.handler(({ context, input }) => addCategory(needs, context.call, input)),
    changeCategory: api.changeCategory.handler(({ context, input }) => changeCategory(needs, context.call, input)),
    removeCategory: api.removeCategory.handler(({ context, input }) => removeCategory(needs, context.call, input)),
    keptPosts: api.keptPosts.handler(async ({ context, input }) =>
      listKept(needs, { ...input, workspaceId: context.call.acting.workspaceId }, await databaseTime(needs.db)),
    ),
    keepPost: api.keepPost.handler(({ context, input }) => keepPost(needs, context.call, input)),
    changeKept: api.changeKept.handler(({ context, input }) => changeKept(needs, context.call, input)),
    removeKept: api.removeKept.handler(({ context, input }) => removeKept(needs, context.call, input)),
  }
}
