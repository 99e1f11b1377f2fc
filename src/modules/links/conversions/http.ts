import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { links } from '../contract.ts'
import { addConversion } from './add-conversion.ts'
import { conversionTotals } from './conversion-totals.ts'
import { eraseConversions } from './erase-conversions.ts'
import { exportConversions } from './export-conversions.ts'
import { importConversions } from './import-conversions.ts'
import { listConversions } from './list-conversions.ts'
import type { ConversionNeeds } from './needs.ts'
import { renewSecret } from './site-secret.ts'
import { changeSite, createSite, listSites, removeSite } from './sites.ts'
import { setWindow } from './window.ts'

/** The procedures of conversions, a part of the links'. */
export function conversionHandlers(needs: ConversionNeeds) {
  const { db } = needs
  const api = implement(links).$context<CallContext>().use(atTheDoor)
  return {
    conversionSites: api.conversionSites.handler(({ context, input }) =>
      listSites(needs, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    createConversionSite: api.createConversionSite.handler(({ context, input }) => createSite(needs, context.call, input)),
    changeConversionSite: api.changeConversionSite.handler(({ context, input }) => changeSite(needs, context.call, input)),
    removeConversionSite: api.removeConversionSite.handler(({ context, input }) => removeSite(needs, context.call, input)),
    renewConversionSecret: api.renewConversionSecret.handler(({ context, input }) => renewSecret(needs, context.call, input)),
    setConversionWindow: api.setConversionWindow.handler(({ context, input }) => setWindow(needs, context.call, input)),
    conversions: api.conversions.handler(({ context, input }) =>
      listConversions(db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    conversionTotals: api.conversionTotals.handler(({ context, input }) =>
      conversionTotals(db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    exportConversions: api.exportConversions.handler(({ context, input }) =>
      exportConversions(db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    addConversion: api.addConversion.handler(({ context, input }) => addConversion(needs, context.call, input)),
    importConversions: api.importConversions.handler(({ context, input }) => importConversions(needs, context.call, input)),
    eraseConversions: api.eraseConversions.handler(({ context, input }) => eraseConversions(needs, context.call, input)),
  }
}
