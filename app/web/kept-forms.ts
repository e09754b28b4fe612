/**
 * The forms whose unsent entries may lie on a device, sealed. A form that is not here keeps nothing: whoever adds one decides in
 * writing. Nothing of protected persons, witnesses or intelligence may ever be added.
 */
export const keptForms: readonly string[] = [
  'access.grant',
  'courts.judgment',
  'custody.admission',
  'custody.duty-handover',
  'custody.remission-notification',
  'custody.stocktake',
  'extra-fields.version',
  'gallery.entry',
  'identity.account',
  'law.draft',
  'policing.accused',
  'policing.arrest',
  'policing.challan',
  'policing.fir',
  'policing.production',
  'policing.seizure',
  'units.create',
]
