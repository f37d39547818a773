/** How a node type is called while it is dragged from the palette to the canvas. */
export const DRAGGED_TYPE = 'application/x-patchbay-node-type';
