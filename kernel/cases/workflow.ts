import { defineWorkflow, effect, shareWith } from '#kernel/workflow'

/** What a step leaves for whom: the unit its tasks wait in, and the case number shown in their titles. */
interface Stage {
  readonly fir: string
  /** Unit the next task waits in; it may from then on see where the case stands. */
  readonly unitId?: number
  readonly queue?: string
}

const move = effect<Stage>({
  needs: 'cases:change',
  run: async (tx, { subject, params }) => {
    if (params.unitId !== undefined) await shareWith(tx, subject, params.unitId)
    return {
      titleParams: { fir: params.fir },
      ...(params.queue !== undefined && params.unitId !== undefined
        ? { taskUnits: { [params.queue]: params.unitId } }
        : {}),
    }
  },
})

/** The stages every case goes through. Each agency takes its own step; what it writes beside stands in its own module. */
export const caseWorkflow = defineWorkflow({
  code: 'case',
  title: { en: 'Criminal case', ur: 'فوجداری مقدمہ' },
  states: {
    'fir-registered': { title: { en: 'FIR registered', ur: 'ایف آئی آر درج' }, kind: 'start' },
    'under-investigation': { title: { en: 'Under investigation', ur: 'زیرِ تفتیش' }, kind: 'normal' },
    'under-scrutiny': { title: { en: 'Under scrutiny', ur: 'زیرِ جانچ پراسیکیوشن' }, kind: 'normal' },
    'returned-to-police': { title: { en: 'Returned to police', ur: 'برائے تکمیل واپس' }, kind: 'normal' },
    filed: { title: { en: 'Filed in court', ur: 'عدالت میں داخل' }, kind: 'normal' },
    'under-trial': { title: { en: 'Under trial', ur: 'زیرِ سماعت' }, kind: 'normal' },
    decided: { title: { en: 'Decided', ur: 'فیصلہ شدہ' }, kind: 'end' },
  },
  transitions: {
    investigate: {
      from: ['fir-registered'],
      to: 'under-investigation',
      title: { en: 'Begin the investigation', ur: 'تفتیش شروع کریں' },
      posts: ['police-registrar', 'investigating-officer'],
      effect: 'move',
    },
    submit: {
      from: ['fir-registered', 'under-investigation', 'returned-to-police'],
      to: 'under-scrutiny',
      title: { en: 'Submit the challan', ur: 'چالان پیش کریں' },
      posts: ['police-registrar', 'investigating-officer'],
      effect: 'move',
    },
    return: {
      from: ['under-scrutiny'],
      to: 'returned-to-police',
      title: { en: 'Return with defects', ur: 'نقائص کے ساتھ واپس کریں' },
      posts: ['prosecutor', 'district-prosecutor'],
      effect: 'move',
      tasks: [
        {
          queue: 'cure-defects',
          title: {
            en: 'Cure the defects in the challan of FIR {{fir}}',
            ur: 'مقدمہ نمبر {{fir}} کے چالان کے نقائص دور کریں',
          },
          post: 'investigating-officer',
          dueDays: 3,
        },
      ],
    },
    file: {
      from: ['under-scrutiny'],
      to: 'filed',
      title: { en: 'File in court', ur: 'عدالت میں داخل کریں' },
      posts: ['prosecutor', 'district-prosecutor'],
      effect: 'move',
      tasks: [
        {
          queue: 'list-first-hearing',
          title: {
            en: 'List FIR {{fir}} for a first date',
            ur: 'مقدمہ نمبر {{fir}} کی پہلی تاریخ مقرر کریں',
          },
          post: 'court-reader',
          dueDays: 3,
        },
      ],
    },
    try: {
      from: ['filed'],
      to: 'under-trial',
      title: { en: 'Take up for trial', ur: 'سماعت شروع کریں' },
      posts: ['court-reader', 'judge'],
      effect: 'move',
    },
    decide: {
      from: ['filed', 'under-trial'],
      to: 'decided',
      title: { en: 'Decide', ur: 'فیصلہ کریں' },
      posts: ['judge', 'court-reader'],
      effect: 'move',
    },
  },
  effects: { move },
})
