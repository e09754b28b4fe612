/**
 * How long, in milliseconds, a journey waits for anything to show. A person would have given up long before; but what a journey
 * tells must not depend on what else its machine is doing.
 */
export const PATIENCE_MS = 40_000
