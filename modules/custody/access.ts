import type { Permissions } from '#kernel/access'
import { accommodationPermissions } from './accommodation/access.ts'
import { accountPermissions } from './accounts/access.ts'
import { biometricPermissions } from './biometrics/access.ts'
import { canteenPermissions } from './canteen/access.ts'
import { habitPermissions } from './classification/access.ts'
import { complaintPermissions } from './complaints/access.ts'
import { disciplinePermissions } from './discipline/access.ts'
import { escortPermissions } from './escort/access.ts'
import { extraFieldPermissions } from './extra-fields/access.ts'
import { factoryPermissions } from './factory/access.ts'
import { fundPermissions } from './funds/access.ts'
import { gatePermissions } from './gate/access.ts'
import { healthPermissions } from './health/access.ts'
import { identityCheckPermissions } from './identity-check/access.ts'
import { incidentPermissions } from './incidents/access.ts'
import { libertyPermissions } from './liberty-ledger/access.ts'
import { mattersPermissions } from './matters/access.ts'
import { moneyPermissions } from './money-holds/access.ts'
import { movementPermissions } from './movement/access.ts'
import { noticePermissions } from './notices/access.ts'
import { ownCopyPermissions } from './own-copy/access.ts'
import { parolePermissions } from './parole/access.ts'
import { propertyPermissions } from './property/access.ts'
import { regimePermissions } from './regime/access.ts'
import { registerPermissions } from './registers/access.ts'
import { notificationPermissions } from './remission-notification/access.ts'
import { returnPermissions } from './returns/access.ts'
import { rollPermissions } from './roll/access.ts'
import { settingPermissions } from './settings/access.ts'
import { shiftPermissions } from './shift/access.ts'
import { staffPermissions } from './staff/access.ts'
import { storesPermissions } from './stores/access.ts'
import { suretyPermissions } from './sureties/access.ts'
import { telephonePermissions } from './telephone/access.ts'
import { transferPermissions } from './transfer/access.ts'
import { videoPermissions } from './video/access.ts'
import { visitsPermissions } from './visits/access.ts'
import { warrantPermissions } from './warrants/access.ts'

const desk = ['prison-admissions-officer', 'deputy-superintendent', 'superintendent']
const prison = [
  ...desk,
  'gate-officer',
  'prison-cashier',
  'store-keeper',
  'visits-officer',
  'chief-warder',
  'assistant-superintendent',
  'inspector-general-prisons',
]
/** They see who is there and where; what they know of them stands in `health/access.ts`. */
const health = ['medical-officer', 'woman-medical-officer', 'dispenser']
const outside = [
  'police-registrar',
  'investigating-officer',
  'prosecutor',
  'district-prosecutor',
  'court-reader',
  'judge',
]

export const permissions: Permissions = {
  ...accommodationPermissions,
  ...movementPermissions,
  ...warrantPermissions,
  ...gatePermissions,
  ...shiftPermissions,
  ...rollPermissions,
  ...healthPermissions,
  ...identityCheckPermissions,
  ...habitPermissions,
  ...biometricPermissions,
  'custody:read-prisoner': {
    text: { en: 'See prisoners of one’s prison', ur: 'اپنی جیل کے اسیران دیکھنا' },
    posts: [...prison, ...health, 'probation-officer', 'service'],
  },
  'custody:read-custody': {
    text: { en: 'See where an accused is held', ur: 'ملزم کس جیل میں ہے، دیکھنا' },
    posts: [...prison, ...outside, 'service'],
  },
  'custody:admit': {
    text: { en: 'Admit a prisoner and receive warrants', ur: 'اسیر کا داخلہ اور وارنٹ وصول کرنا' },
    posts: desk,
  },
  'custody:import-register': {
    text: { en: 'Bring a prison register in from a file', ur: 'جیل رجسٹر فائل سے درآمد کرنا' },
    posts: [...desk, 'service'],
  },
  'custody:search-previous': {
    text: {
      en: 'Search earlier imprisonments in all prisons of the department',
      ur: 'محکمے کی تمام جیلوں میں سابقہ قید تلاش کرنا',
    },
    posts: [...desk, 'inspector-general-prisons'],
  },
  'custody:change': {
    text: { en: 'Change what the registers say of a prisoner', ur: 'اسیر کے اندراجات میں تبدیلی' },
    posts: [...desk, 'gate-officer', 'service'],
  },
  'custody:read-injuries': {
    text: { en: 'Open sealed injuries', ur: 'سربمہر ضربات دیکھنا' },
    posts: ['superintendent', 'inspector-general-prisons'],
  },
  'custody:compute': {
    text: { en: 'Compute legal dates of prisoners', ur: 'اسیران کی قانونی تاریخوں کا حساب' },
    posts: [...desk, 'service'],
  },
  'custody:follow-law': {
    text: {
      en: 'Go through dates of liberty after a change of law',
      ur: 'قانون بدلنے پر رہائی اور ضمانت کی تاریخوں کا جائزہ',
    },
    posts: ['service'],
  },
  'custody:post-remission': {
    text: { en: 'Enter remission and fines paid', ur: 'معافی اور جرمانے کی ادائیگی درج کرنا' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:propose-release-date': {
    text: { en: 'Stand for a computed release date', ur: 'تاریخِ رہائی تجویز کرنا' },
    posts: desk,
  },
  'custody:confirm-release-date': {
    text: { en: 'Confirm a release date as second officer', ur: 'بطور دوسرا افسر تاریخِ رہائی کی توثیق' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:hold': {
    text: { en: 'Place and lift holds', ur: 'روک لگانا اور ہٹانا' },
    posts: ['deputy-superintendent', 'superintendent', 'prison-admissions-officer'],
  },
  'custody:produce': {
    text: { en: 'Record productions in court', ur: 'عدالتی پیشیاں درج کرنا' },
    posts: [...desk, 'gate-officer'],
  },
  'custody:propose-release': {
    text: { en: 'Propose a release', ur: 'رہائی تجویز کرنا' },
    posts: desk,
  },
  'custody:approve-release': {
    text: { en: 'Approve a release as second officer', ur: 'بطور دوسرا افسر رہائی کی منظوری' },
    posts: ['deputy-superintendent', 'superintendent'],
  },
  'custody:let-out': {
    text: { en: 'Let a released person out at the gate', ur: 'رہا ہونے والے کو دیوڑھی سے جانے دینا' },
    posts: ['gate-officer', 'deputy-superintendent'],
  },
  ...complaintPermissions,
  ...disciplinePermissions,
  ...escortPermissions,
  ...extraFieldPermissions,
  ...factoryPermissions,
  ...fundPermissions,
  ...incidentPermissions,
  ...libertyPermissions,
  ...mattersPermissions,
  ...moneyPermissions,
  ...noticePermissions,
  ...ownCopyPermissions,
  ...notificationPermissions,
  ...accountPermissions,
  ...canteenPermissions,
  ...parolePermissions,
  ...propertyPermissions,
  ...regimePermissions,
  ...registerPermissions,
  ...settingPermissions,
  ...returnPermissions,
  ...staffPermissions,
  ...storesPermissions,
  ...suretyPermissions,
  ...telephonePermissions,
  ...transferPermissions,
  ...videoPermissions,
  ...visitsPermissions,
}
