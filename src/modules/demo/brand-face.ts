const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#ecdcc0"/><path d="M21 26a11 11 0 0 1 22 0" fill="none" stroke="#4a2c20" stroke-width="3"/><path d="M45 34q8-1 8-9" fill="none" stroke="#8f4a34" stroke-width="5" stroke-linecap="round"/><path d="M15 45q0-19 17-19t17 19q0 5-5 5H20q-5 0-5-5z" fill="#8f4a34"/><circle cx="32" cy="25" r="3" fill="#4a2c20"/><path d="M20 43q1-9 9-11" fill="none" stroke="#fff" stroke-opacity=".35" stroke-width="2.5" stroke-linecap="round"/></svg>`

/** The tea house's kettle, in the address itself: what a network serves over plain HTTP the page would not load. */
export const brandFace = `data:image/svg+xml,${encodeURIComponent(drawing)}`
