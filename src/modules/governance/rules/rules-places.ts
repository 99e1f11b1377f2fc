import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

/** What the ids of brand rules are about; in the inbox a rule is another thing. */
export const rulesPlaces: PlaceFinders = { 'governance.ruleId': placesFrom(sql`governance.brand_rule`) }
