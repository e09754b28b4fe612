/** Where the session lies among what was asked of the server. */
export const sessionKey = ['session'] as const
