import './extra-fields/forms.ts'
import './extra-fields/reports.ts'
import './law-change/sources.ts'
import './merged-persons.ts'
import { defineModule } from '#kernel/gate'
import { permissions } from './access.ts'
import { accommodationHandlers } from './accommodation/handlers.ts'
import { countWithoutPlace } from './accommodation/occupancy.ts'
import { countToReview } from './accommodation/place-of.ts'
import { countWaitingCloses } from './accounts/close.ts'
import { accountHandlers } from './accounts/handlers.ts'
import { countAidToAsk } from './admission/aid-question.ts'
import { countExpected } from './admission/arrivals.ts'
import { admissionHandlers } from './admission/handlers.ts'
import { biometricHandlers } from './biometrics/handlers.ts'
import { canteenHandlers } from './canteen/handlers.ts'
import { countToClass } from './classification/classify.ts'
import { habitHandlers } from './classification/handlers.ts'
import { complaintHandlers } from './complaints/handlers.ts'
import { countFlagged, countMine } from './complaints/reading.ts'
import { dashboardHandlers } from './dashboard/handlers.ts'
import { disciplineHandlers } from './discipline/handlers.ts'
import { countReports } from './discipline/reading.ts'
import { countMissing } from './escort/hand-over.ts'
import { escortHandlers } from './escort/handlers.ts'
import { countReviewsDue } from './escort/risk.ts'
import { factoryHandlers } from './factory/handlers.ts'
import { countToApprove as countFactoryToApprove } from './factory/money.ts'
import { countDue as countFactoryDue } from './factory/orders.ts'
import { fundHandlers } from './funds/handlers.ts'
import { countToApprove } from './funds/keep.ts'
import { countToPay } from './funds/pay.ts'
import { countGateConflicts } from './gate/conflicts.ts'
import { gateHandlers } from './gate/handlers.ts'
import { countScreeningDue } from './health/desk.ts'
import { healthHandlers } from './health/handlers.ts'
import { countDosesDue } from './health/medicines.ts'
import { identityCheckHandlers } from './identity-check/handlers.ts'
import { incidentHandlers } from './incidents/handlers.ts'
import { countOpen } from './incidents/incidents.ts'
import { followLawJob } from './law-change/review.ts'
import { libertyHandlers } from './liberty-ledger/handlers.ts'
import { libertyNightJob } from './liberty-ledger/night.ts'
import { countRed } from './liberty-ledger/reading.ts'
import { mattersHandlers } from './matters/handlers.ts'
import { countDuties } from './matters/reading.ts'
import { moneyHandlers } from './money-holds/handlers.ts'
import { movementHandlers } from './movement/handlers.ts'
import { countOut } from './movement/register.ts'
import { noticeHandlers } from './notices/handlers.ts'
import { countToDo } from './notices/owed.ts'
import { ownCopyHandlers } from './own-copy/handlers.ts'
import { paroleHandlers } from './parole/handlers.ts'
import { countLate } from './parole/reading.ts'
import { finders, prisonerHandlers } from './prisoners/handlers.ts'
import { countBailDue } from './prisoners/list.ts'
import { productionHandlers } from './production/handlers.ts'
import { propertyHandlers } from './property/handlers.ts'
import { countUnclaimed } from './property/reading.ts'
import { publicFigureHandlers } from './public-figures/handlers.ts'
import { reactions } from './reactions.ts'
import { countEarned } from './regime/education/earned.ts'
import { regimeHandlers } from './regime/handlers.ts'
import { countToCheck, postWagesJob } from './regime/labour/wages.ts'
import { countUnmustered } from './regime/labour/work.ts'
import { postMonthJob } from './regime/month/post.ts'
import { countToPrepare, countToSign } from './regime/month/run.ts'
import { registerHandlers, registerJobs } from './register/endpoints.ts'
import { registersHandlers } from './registers/handlers.ts'
import { countReleases } from './release/diary.ts'
import { releaseHandlers } from './release/handlers.ts'
import { notificationHandlers } from './remission-notification/handlers.ts'
import { postNotificationJob, tryNotificationJob } from './remission-notification/jobs.ts'
import { returnHandlers } from './returns/handlers.ts'
import { returnsNightJob } from './returns/night.ts'
import { countOwed, countToAnswer } from './returns/reading.ts'
import { rollHandlers } from './roll/handlers.ts'
import { sentenceHandlers } from './sentence/handlers.ts'
import { settingHandlers } from './settings/handlers.ts'
import { countToAdopt } from './settings/reading.ts'
import { shiftHandlers } from './shift/handlers.ts'
import { countRosterGaps, countToTakeOver } from './staff/counts.ts'
import { staffHandlers } from './staff/handlers.ts'
import { countLow, countToReceive } from './stores/counts.ts'
import { storesHandlers } from './stores/handlers.ts'
import { countDue } from './sureties/granted.ts'
import { suretyHandlers } from './sureties/handlers.ts'
import { telephoneHandlers } from './telephone/handlers.ts'
import { transferHandlers } from './transfer/handlers.ts'
import { countTransfers } from './transfer/reading.ts'
import { videoHandlers } from './video/handlers.ts'
import { countConflicts } from './visits/desk.ts'
import { visitsHandlers } from './visits/handlers.ts'
import { countToVet } from './visits/visitors.ts'
import { warrantHandlers } from './warrants/handlers.ts'
import { countToReadBack } from './warrants/read-back.ts'

export { type Admitted, admit } from './admission/admit.ts'
export { findAidQuestion, settleAidQuestion } from './admission/aid-question.ts'
export { fingerSetup } from './biometrics/setup.ts'
export {
  PrisonerAdmitted,
  PrisonerReleased,
  PrisonerTransferred,
  RegisterImported,
  ReleaseDateConfirmed,
  SeriousInjuryRecorded,
} from './events.ts'
export { custodyOfCase, custodyOfPerson, type Imprisonment, imprisonmentOf } from './prisoners/custody-of.ts'
export { importRegister } from './register/import.ts'
export { isKnownSection } from './register/known-section.ts'
export { receiveRegister } from './register/receive.ts'
export { checkGate } from './release/gate.ts'
export { askAboutSilence, computeReleaseDate } from './sentence/release-date.ts'
export { type AidFacts, aidFactsOf } from './sureties/aid-facts.ts'

/** The prison: admission, warrants, clocks, production, sentence and release. */
export const custody = defineModule({
  name: 'custody',
  uses: ['cases', 'people', 'units', 'handover', 'workflow', 'courts'],
  permissions,
  handlers: [
    ...admissionHandlers,
    ...prisonerHandlers,
    ...productionHandlers,
    ...sentenceHandlers,
    ...releaseHandlers,
    ...registerHandlers,
    ...libertyHandlers,
    ...moneyHandlers,
    ...fundHandlers,
    ...factoryHandlers,
    ...mattersHandlers,
    ...notificationHandlers,
    ...noticeHandlers,
    ...ownCopyHandlers,
    ...accommodationHandlers,
    ...movementHandlers,
    ...rollHandlers,
    ...gateHandlers,
    ...shiftHandlers,
    ...accountHandlers,
    ...canteenHandlers,
    ...propertyHandlers,
    ...visitsHandlers,
    ...staffHandlers,
    ...storesHandlers,
    ...telephoneHandlers,
    ...disciplineHandlers,
    ...incidentHandlers,
    ...complaintHandlers,
    ...healthHandlers,
    ...identityCheckHandlers,
    ...biometricHandlers,
    ...transferHandlers,
    ...escortHandlers,
    ...habitHandlers,
    ...videoHandlers,
    ...registersHandlers,
    ...dashboardHandlers,
    ...publicFigureHandlers,
    ...regimeHandlers,
    ...paroleHandlers,
    ...suretyHandlers,
    ...settingHandlers,
    ...returnHandlers,
    ...warrantHandlers,
  ],
  jobs: [
    ...registerJobs,
    followLawJob,
    libertyNightJob,
    tryNotificationJob,
    postNotificationJob,
    postWagesJob,
    postMonthJob,
    returnsNightJob,
  ],
  reactions,
  finders,
  queues: [
    {
      key: 'custody.fund-to-approve',
      label: { en: 'Fund matches to approve', ur: 'فنڈ سے رہائی کی منظوری طلب تجاویز' },
      needs: 'custody:approve-fund-match',
      href: '/custody/funds',
      count: countToApprove,
    },
    {
      key: 'custody.fund-to-pay',
      label: { en: 'Set aside by a fund, to be paid', ur: 'فنڈ سے مختص، ادائیگی باقی' },
      needs: 'custody:pay-from-fund',
      href: '/custody/funds',
      count: countToPay,
    },
    {
      key: 'custody.without-place',
      label: { en: 'Waiting for a place', ur: 'جگہ کے منتظر اسیران' },
      needs: 'custody:allocate',
      href: '/custody/accommodation',
      count: countWithoutPlace,
    },
    {
      key: 'custody.out',
      label: { en: 'Outside the prison now', ur: 'اس وقت جیل سے باہر' },
      needs: 'custody:move',
      href: '/custody/movements',
      count: countOut,
    },
    {
      key: 'custody.gate-conflicts',
      label: {
        en: 'Entries of the gate that the record contradicts',
        ur: 'ڈیوڑھی کے اندراج جو ریکارڈ سے متصادم ہیں',
      },
      needs: 'custody:move',
      href: '/custody/gate-conflicts?show=open',
      count: (tx) => countGateConflicts(tx, 'gate'),
    },
    {
      key: 'custody.gate-asked',
      label: { en: 'Put before you by the gate', ur: 'ڈیوڑھی سے آپ کے فیصلے کے لیے' },
      needs: 'custody:settle-gate',
      href: '/custody/gate-conflicts?show=asked',
      count: (tx) => countGateConflicts(tx, 'superintendent'),
    },
    {
      key: 'custody.screening-due',
      label: { en: 'Medical screening due', ur: 'واجب الادا طبی معائنے' },
      needs: 'custody:treat',
      href: '/custody/health',
      count: countScreeningDue,
    },
    {
      key: 'custody.doses-due',
      label: { en: 'Doses to give now', ur: 'اب دی جانے والی خوراکیں' },
      needs: 'custody:dispense',
      href: '/custody/health/doses',
      count: countDosesDue,
    },
    {
      key: 'custody.arrivals',
      label: { en: 'Expected arrivals', ur: 'متوقع آمد' },
      needs: 'custody:admit',
      href: '/custody/arrivals',
      count: countExpected,
    },
    {
      key: 'custody.aid-to-ask',
      label: {
        en: 'Admitted and not asked about legal aid',
        ur: 'داخل ہوئے، قانونی امداد کا نہیں پوچھا گیا',
      },
      needs: 'custody:admit',
      href: '/custody/prisoners?aid=to-ask',
      count: countAidToAsk,
    },
    {
      key: 'custody.warrants-to-read-back',
      label: { en: 'Warrants to read back', ur: 'وارنٹ جن کی دوسری پڑتال باقی ہے' },
      needs: 'custody:read-back',
      href: '/custody/warrants',
      count: countToReadBack,
    },
    {
      key: 'custody.transfers-to-approve',
      label: { en: 'Transfers to approve', ur: 'منظوری طلب منتقلیاں' },
      needs: 'custody:approve-transfer',
      href: '/custody/transfers?show=to-approve',
      count: (tx) => countTransfers(tx, 'to-approve'),
    },
    {
      key: 'custody.transfers-at-gate',
      label: { en: 'Transfers at the gate', ur: 'دیوڑھی پر منتقلیاں' },
      needs: 'custody:depart-transfer',
      href: '/custody/transfers?show=at-gate',
      count: (tx) => countTransfers(tx, 'at-gate'),
    },
    {
      key: 'custody.transfers-arriving',
      label: { en: 'Arriving from other prisons', ur: 'دوسری جیلوں سے آمد' },
      needs: 'custody:receive-transfer',
      href: '/custody/transfers?show=arriving',
      count: (tx) => countTransfers(tx, 'arriving'),
    },
    {
      key: 'custody.transfer-differences',
      label: { en: 'Transfers that arrived incomplete', ur: 'نامکمل پہنچی منتقلیاں' },
      needs: 'custody:propose-transfer',
      href: '/custody/transfers?show=differences',
      count: (tx) => countTransfers(tx, 'differences'),
    },
    {
      key: 'custody.bail-granted',
      label: { en: 'Bail granted, still inside: to remind', ur: 'ضمانت منظور مگر بند: یاد دہانی طلب' },
      needs: 'custody:keep-sureties',
      href: '/custody/bail-granted',
      count: countDue,
    },
    {
      key: 'custody.notices',
      label: { en: 'Notices to draw up and send', ur: 'تیار اور روانہ کیے جانے والے اطلاع نامے' },
      needs: 'custody:dispatch-notice',
      href: '/custody/notices',
      count: countToDo,
    },
    {
      key: 'custody.supervision',
      label: { en: 'To report to the officer by today', ur: 'آج تک حاضری کے پابند' },
      needs: 'custody:supervise',
      href: '/custody/parole?show=due',
      count: countLate,
    },
    {
      key: 'custody.settings-to-adopt',
      label: { en: 'Rules that wait for your adoption', ur: 'آپ کی منظوری کے منتظر قواعد' },
      needs: 'custody:adopt-setting',
      href: '/custody/settings?show=proposed',
      count: countToAdopt,
    },
    {
      key: 'custody.bail-due',
      label: { en: 'Statutory bail due', ur: 'قانونی ضمانت کے حق دار' },
      needs: 'custody:read-prisoner',
      href: '/custody/statutory-bail',
      count: countBailDue,
    },
    {
      key: 'custody.release-dates',
      label: { en: 'Release dates to confirm', ur: 'توثیق طلب تاریخِ رہائی' },
      needs: 'custody:propose-release-date',
      href: '/custody/release-diary?show=to-confirm',
      count: (tx) => countReleases(tx, 'to-confirm'),
    },
    {
      key: 'custody.release-orders',
      label: { en: 'Release orders received', ur: 'موصولہ روبکار' },
      needs: 'custody:propose-release',
      href: '/custody/release-diary?show=orders',
      count: (tx) => countReleases(tx, 'orders'),
    },
    {
      key: 'custody.releases',
      label: { en: 'Releases to approve', ur: 'منظوری طلب رہائیاں' },
      needs: 'custody:approve-release',
      href: '/custody/release-diary?show=to-approve',
      count: (tx) => countReleases(tx, 'to-approve'),
    },
    {
      key: 'custody.gate',
      label: { en: 'Leaving at the gate today', ur: 'آج دیوڑھی سے رہا ہونے والے' },
      needs: 'custody:let-out',
      href: '/custody/gate',
      count: (tx) => countReleases(tx, 'at-gate'),
    },
    {
      key: 'custody.red-list',
      label: { en: 'Held without proof', ur: 'بلاجواز حراست' },
      needs: 'custody:read-liberty',
      href: '/custody/liberty',
      count: countRed,
    },
    {
      key: 'custody.duties',
      label: { en: 'Duties after deaths, escapes and the like', ur: 'اموات، فرار وغیرہ سے متعلق واجب فرائض' },
      needs: 'custody:read-matters',
      href: '/custody/matters?show=due',
      count: countDuties,
    },
    {
      key: 'custody.day-close',
      label: { en: 'Cash counted, to be closed', ur: 'گنی گئی نقدی، بند کرنا باقی' },
      needs: 'custody:close-money',
      href: '/custody/money/close',
      count: countWaitingCloses,
    },
    {
      key: 'custody.unclaimed',
      label: { en: 'Property nobody has claimed', ur: 'لاوارث رہ جانے والا سامان' },
      needs: 'custody:keep-property',
      href: '/custody/property?show=unclaimed',
      count: countUnclaimed,
    },
    {
      key: 'custody.visitors-to-vet',
      label: { en: 'Visitors to vet', ur: 'جانچ طلب ملاقاتی' },
      needs: 'custody:vet-visitor',
      href: '/custody/visitors?show=to-vet',
      count: countToVet,
    },
    {
      key: 'custody.visit-conflicts',
      label: { en: 'Visits to settle', ur: 'تصفیہ طلب ملاقاتیں' },
      needs: 'custody:override-visit',
      href: '/custody/visit-desk?show=conflicts',
      count: countConflicts,
    },
    {
      key: 'custody.hearings',
      label: { en: 'Offences to be heard', ur: 'سماعت طلب خلاف ورزیاں' },
      needs: 'custody:prepare-hearing',
      href: '/custody/discipline?show=waiting',
      count: (tx) => countReports(tx, 'waiting'),
    },
    {
      key: 'custody.punishments-to-confirm',
      label: { en: 'Punishments to confirm', ur: 'توثیق طلب سزائیں' },
      needs: 'custody:hear-discipline-appeal',
      href: '/custody/discipline?show=to-confirm',
      count: (tx) => countReports(tx, 'to-confirm'),
    },
    {
      key: 'custody.discipline-appeals',
      label: { en: 'Appeals against punishment', ur: 'سزا کے خلاف اپیلیں' },
      needs: 'custody:hear-discipline-appeal',
      href: '/custody/discipline?show=appeals',
      count: (tx) => countReports(tx, 'appeals'),
    },
    {
      key: 'custody.incidents',
      label: { en: 'Open incidents', ur: 'کھلے واقعات' },
      needs: 'custody:close-incident',
      href: '/custody/incidents?show=open',
      count: countOpen,
    },
    {
      key: 'custody.complaints',
      label: { en: 'Complaints to decide', ur: 'فیصلہ طلب شکایات' },
      needs: 'custody:handle-complaints',
      href: '/custody/complaints?show=mine',
      count: countMine,
    },
    {
      key: 'custody.retaliation',
      label: { en: 'Complainants to watch over', ur: 'شکایت کنندگان کی نگرانی' },
      needs: 'custody:handle-complaints',
      href: '/custody/complaints?show=flagged',
      count: countFlagged,
    },
    {
      key: 'custody.apart-review',
      label: { en: 'Kept apart: to look at again', ur: 'علیحدہ رکھے گئے: نظرثانی طلب' },
      needs: 'custody:read-non-associations',
      href: '/custody/non-associations?show=review',
      count: countToReview,
    },
    {
      key: 'custody.escort-missing',
      label: { en: 'Missing on the way to court', ur: 'عدالت کے راستے میں لاپتہ' },
      needs: 'custody:hand-over-escort',
      href: '/custody/escorts',
      count: countMissing,
    },
    {
      key: 'custody.muster',
      label: { en: 'Gangs without today’s muster', ur: 'آج کی حاضری کے بغیر مشقتی گینگ' },
      needs: 'custody:mark-muster',
      href: '/custody/labour',
      count: countUnmustered,
    },
    {
      key: 'custody.wages-to-check',
      label: { en: 'Wages to check', ur: 'جانچ طلب اجرت' },
      needs: 'custody:check-wages',
      href: '/custody/wages',
      count: countToCheck,
    },
    {
      key: 'custody.factory-due',
      label: {
        en: 'Factory orders promised by next week or late',
        ur: 'فیکٹری کے آرڈر جن کی تاریخ قریب یا گزر چکی',
      },
      needs: 'custody:keep-factory',
      href: '/custody/factory?show=open',
      count: countFactoryDue,
    },
    {
      key: 'custody.factory-to-approve',
      label: {
        en: 'Factory prices and write-offs to approve',
        ur: 'فیکٹری کے نرخ اور قلم زنی: منظوری طلب',
      },
      needs: 'custody:approve-factory',
      href: '/custody/factory?show=waiting',
      count: countFactoryToApprove,
    },
    {
      key: 'custody.earned-to-propose',
      label: {
        en: 'Passed courses without a proposal of remission',
        ur: 'کامیاب کورس، معافی تجویز کرنا باقی',
      },
      needs: 'custody:propose-earned',
      href: '/custody/education?show=to-propose',
      count: (tx) => countEarned(tx, 'to-propose'),
    },
    {
      key: 'custody.earned-to-forward',
      label: { en: 'Remission for courses to forward', ur: 'کورس پر معافی: آگے بھیجنا باقی' },
      needs: 'custody:forward-earned',
      href: '/custody/education?show=proposed',
      count: (tx) => countEarned(tx, 'proposed'),
    },
    {
      key: 'custody.earned-to-decide',
      label: { en: 'Remission for courses to decide', ur: 'کورس پر معافی: فیصلہ باقی' },
      needs: 'custody:decide-earned',
      href: '/custody/education?show=forwarded',
      count: (tx) => countEarned(tx, 'forwarded'),
    },
    {
      key: 'custody.month-to-prepare',
      label: {
        en: 'Ordinary remission of last month to prepare',
        ur: 'گزشتہ ماہ کی معمولی معافی تیار کرنا باقی',
      },
      needs: 'custody:prepare-month',
      href: '/custody/remission-month',
      count: countToPrepare,
    },
    {
      key: 'custody.month-to-sign',
      label: { en: 'Ordinary remission to sign', ur: 'دستخط طلب ماہانہ معمولی معافی' },
      needs: 'custody:sign-month',
      href: '/custody/remission-month',
      count: countToSign,
    },
    {
      key: 'custody.risk-reviews',
      label: { en: 'Classes of risk to review', ur: 'درجۂ خطرہ: نظرثانی طلب' },
      needs: 'custody:assess-risk',
      href: '/custody/risk?show=due',
      count: countReviewsDue,
    },
    {
      key: 'custody.to-class',
      label: { en: 'Convicts to class as casual or habitual', ur: 'درجہ بندی طلب سزا یافتہ' },
      needs: 'custody:decide-habit',
      href: '/custody/classification',
      count: countToClass,
    },
    {
      key: 'custody.unmanned',
      label: { en: 'Posts unmanned today', ur: 'آج کی خالی چوکیاں' },
      needs: 'custody:plan-roster',
      href: '/custody/roster',
      count: countRosterGaps,
    },
    {
      key: 'custody.duty-to-take-over',
      label: { en: 'Shifts to take over', ur: 'چارج لینا باقی' },
      needs: 'custody:hand-over-duty',
      href: '/custody/duty-handover',
      count: countToTakeOver,
    },
    {
      key: 'custody.stock-low',
      label: { en: 'Stock below its minimum', ur: 'کم از کم مقدار سے نیچے ذخیرہ' },
      needs: 'custody:keep-stores',
      href: '/custody/stores?show=low',
      count: countLow,
    },
    {
      key: 'custody.rations-to-receive',
      label: { en: 'Rations to take over in the kitchen', ur: 'لنگر میں وصولی طلب راشن' },
      needs: 'custody:receive-rations',
      href: '/custody/rations',
      count: countToReceive,
    },
    {
      key: 'custody.returns-owed',
      label: { en: 'Returns to sign and send', ur: 'دستخط کر کے بھیجنے والے گوشوارے' },
      needs: 'custody:sign-return',
      href: '/custody/returns',
      count: countOwed,
    },
    {
      key: 'custody.returns-received',
      label: { en: 'Returns of prisons to accept or send back', ur: 'جیلوں کے گوشوارے: قبول یا واپس' },
      needs: 'custody:receive-return',
      href: '/custody/department-returns',
      count: countToAnswer,
    },
  ],
})
