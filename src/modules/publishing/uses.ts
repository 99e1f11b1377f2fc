/** Money among what publishing uses up, in US dollars. */
export const usd = 'usd'
