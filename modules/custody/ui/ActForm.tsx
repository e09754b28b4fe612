/** Moved to the design system; the pages of the prison take it from here. */
export { ActForm } from '#platform/ui'
