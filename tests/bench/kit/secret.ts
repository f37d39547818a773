/** Secret of the connections that are measured. */
export const secret = `whsec_${Buffer.alloc(32, 'bench').toString('base64')}`;
