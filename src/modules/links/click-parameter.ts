/** The parameter that tells a target's page which click brought its visitor, where the brand measures conversions. */
export const clickParameter = 'hearth_click'
