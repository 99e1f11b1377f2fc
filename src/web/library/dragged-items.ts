/** What is dragged of the library, as the browser carries it: ids, between commas. */
export const draggedItems = 'application/x-hearth-media'
